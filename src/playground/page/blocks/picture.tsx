interface Props {
  picture: { alt_text: string; image_url?: string | undefined };
  title?: string | undefined;
}

/** A picture; the page loads nothing from elsewhere, so that of those only the words are shown. */
export function Picture({ picture: { alt_text, image_url = '' }, title }: Props) {
  const isOwn = image_url.startsWith('data:image/') || image_url.startsWith(`${location.origin}/`);
  return (
    <figure className="picture">
      {title !== undefined && <figcaption>{title}</figcaption>}
      {isOwn ? <img src={image_url} alt={alt_text} /> : <span className="unshown">{alt_text}</span>}
    </figure>
  );
}
