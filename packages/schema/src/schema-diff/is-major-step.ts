/**
 * Whether a version may break what was: a higher first number, or below 1.0.0 a higher second one
 * (https://semver.org/#spec-item-4).
 */
export function isMajorStep(before: string, after: string): boolean {
  const [oldMajor, oldMinor] = numbers(before);
  const [major, minor] = numbers(after);
  return major > oldMajor || (major === 0 && oldMajor === 0 && minor > oldMinor);
}

function numbers(version: string): [major: number, minor: number] {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
  return [Number(major ?? 0), Number(minor ?? 0)];
}
