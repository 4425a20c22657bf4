/** The source of functions that compare data: a key may have any name, `constructor` and `toString` too. */
export const equalitySource = `function isSame(one, other) {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null)
    return one !== one && other !== other;
  const keys = Object.keys(one);
  return Array.isArray(one) === Array.isArray(other) && keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]));
}
function isUnique(list) {
  if (new Set(list).size < list.length) return false;
  const objects = list.filter((item) => typeof item === "object" && item !== null);
  return objects.every((item, index) => !objects.some((other, place) => place < index && isSame(item, other)));
}`;
