/** Files of a folder before a set is written, by path. */
export const before = {
  "a.txt": "old a",
  "same.txt": "same",
  "sub/b.txt": "old b",
  "gone/c.txt": "old c",
  "gone/below/d.txt": "old d",
  "gone/below/e.txt": "old e",
  "sub/deep/f.txt": "old f",
  "sub/deep/g.txt": "old g",
  "sub/deep/same.txt": "same",
  "with space/ä.txt": "old ä",
  "with space/😀.txt": "old 😀",
  ".hidden": "old",
  "empty.txt": "",
};

/** The same folder once the set is written. */
export const after = {
  "a.txt": "new a",
  "same.txt": "same",
  "sub/b.txt": "new b",
  "sub/added.txt": "added",
  "new/1.txt": "1",
  "new/deep/2.txt": "2",
  "new/deep/3.txt": "3",
  "sub/deep/f.txt": "new f",
  "sub/deep/same.txt": "same",
  "sub/other/h.txt": "h",
  "with space/ä.txt": "new ä",
  "with space/and/%2F.txt": "new",
  ".hidden": "",
  "empty.txt": "no more",
  "other/i.txt": "i",
  "other/k.txt": "k",
};
