import { AbsolutePath, DnsLabel, Quantity, Type } from "@chartmodel/schema";
import { optionalName } from "./optional-text.ts";

/** Where the data is. */
export const database = (path: string) =>
  Type.Object(
    {
      kind: Type.Enum(["sqlite", "postgres"], {
        description:
          "sqlite keeps a file on the pod's volume and allows one pod; postgres takes its URL from the Secret.",
        default: "sqlite",
      }),
      path: AbsolutePath({
        description: "File of the SQLite database; the volume is mounted at its folder.",
        title: "absolute path of a file in a folder",
        pattern: "^(/[A-Za-z0-9._-]+){2,}$",
        default: path,
      }),
    },
    { description: "Database of the application." },
  );

/** The volume of a SQLite database. */
export const persistence = Type.Object(
  {
    enabled: Type.Boolean({
      description: "Keeps the SQLite file on a PersistentVolumeClaim; otherwise it is lost with the pod.",
      default: true,
    }),
    size: Quantity({ description: "Size of the claim.", default: "1Gi" }),
    storageClass: optionalName('StorageClass of the claim; "" is the cluster\'s default.'),
    existingClaim: optionalName(
      "Claim to use in place of one that the chart makes, which outlives the release.",
    ),
  },
  { description: "Volume of the SQLite database." },
);

export interface ScratchFolder {
  readonly name: string;
  readonly mountPath: string;
  readonly sizeLimit: string;
}

/** Folders that the container may write to although its root file system is read-only. */
export const scratch = (folders: readonly ScratchFolder[]) =>
  Type.Array(
    Type.Object(
      {
        name: DnsLabel({ description: "Name of the volume." }),
        mountPath: AbsolutePath({ description: "Folder in the container." }),
        sizeLimit: Quantity({ description: "Size at which the pod is evicted." }),
      },
      { description: "An emptyDir." },
    ),
    {
      description: "Folders that the container may write to; they are lost with the pod.",
      minItems: 1,
      default: folders,
    },
  );
