import { asObject, asText, type JsonObject } from '../fields.ts';

/** A table's rows as objects, one value under each column's name. */
export type Rows = JsonObject[];

/**
 * The row that a list makes up: `[{"field":"@message","value":"…"}]` as CloudWatch Logs Insights returns it,
 * `[{"eventID":"…"},{"eventName":"…"}]` as CloudTrail Lake does. Null for any other list.
 */
export function rowOf(list: readonly unknown[]): JsonObject | null {
  const cells = list.filter((item) => !isNoCell(item)).map(cellOf);
  const found = cells.filter((cell) => cell !== null);
  if (found.length === 0 || found.length < cells.length) return null;
  const names = new Set(found.map(([name]) => name));
  const isLoneObject = found.length === 1 && !isFieldAndValue(list[0]);
  return names.size < found.length || isLoneObject ? null : Object.fromEntries(found);
}

function cellOf(item: unknown): [name: string, value: unknown] | null {
  const cell = asObject(item);
  if (cell === null) return null;
  if (isFieldAndValue(cell)) return [String(cell.field), cell.value];
  const [only, ...more] = Object.entries(cell);
  return only === undefined || more.length > 0 || typeof (only[1] ?? '') === 'object' ? null : only;
}

/** A column without a value, as some return it. */
function isNoCell(item: unknown): boolean {
  const cell = asObject(item);
  return cell !== null && Object.keys(cell).length === 0;
}

function isFieldAndValue(item: unknown): boolean {
  const { field, value, ...more } = asObject(item) ?? {};
  return typeof field === 'string' && typeof value === 'string' && Object.keys(more).length === 0;
}

/** The rows of an answer of Athena, of a Kusto table, or of any table that names its columns beside them; else null. */
export function rowsOf(fields: JsonObject): Rows | null {
  const set = asObject(fields.ResultSet);
  if (set !== null) return athenaRows(set);
  const names = columnNames(fields.columns ?? fields.fields ?? fields.Columns);
  const rows = fields.rows ?? fields.Rows;
  if (names === null || !Array.isArray(rows) || !rows.every(Array.isArray)) return null;
  return rows.map((row: unknown[]) => rowUnder(names, row));
}

function athenaRows({ Rows: given, ResultSetMetadata }: JsonObject): Rows | null {
  if (!Array.isArray(given)) return null;
  const rows = given.map((row) => {
    const data = asObject(row)?.Data;
    return Array.isArray(data) ? data.map((cell) => asObject(cell)?.VarCharValue) : [];
  });
  const told = columnNames(asObject(ResultSetMetadata)?.ColumnInfo);
  const names = told ?? rows[0]?.map((name) => String(name)) ?? [];
  const [first] = rows;
  const hasHeader = first?.length === names.length && first.every((cell, at) => cell === names[at]);
  return (hasHeader ? rows.slice(1) : rows).map((row) => rowUnder(names, row));
}

function columnNames(given: unknown): string[] | null {
  if (!Array.isArray(given) || given.length === 0) return null;
  const names = given.map((column) => {
    const { Name, name } = asObject(column) ?? {};
    return asText(column) ?? asText(Name) ?? asText(name);
  });
  const found = names.filter((name) => name !== null);
  return found.length === names.length ? found : null;
}

/** A row's values under the names of its columns; of two columns of one name the first counts. */
export function rowUnder(names: readonly string[], values: readonly unknown[]): JsonObject {
  return Object.fromEntries(names.map((name, at): [string, unknown] => [name, values[at]]).reverse());
}
