import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/**
 * Jest's Node, in which globals are plain ones. Its own stand behind a proxy, and each `Math` or `Map` that code under
 * test looks up costs a call: what takes 3 s so takes 10 s there.
 */
export default class PlainGlobals extends TestEnvironment {
  constructor(...args) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(...args);
    } finally {
      vm.createContext = createContext;
    }
  }
}
