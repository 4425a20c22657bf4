/** Files of a folder before a set is written, by path. */
export const before = {
  "a.txt": "old a",
  "same.txt": "same",
  "sub/b.txt": "old b",
  "gone/c.txt": "old c",
};

/** The same folder once the set is written. */
export const after = {
  "a.txt": "new a",
  "same.txt": "same",
  "sub/b.txt": "new b",
  "sub/added.txt": "added",
  "new/1.txt": "1",
  "new/deep/2.txt": "2",
};
