import { posix } from "node:path";
import { defineRule } from "@chartmodel/schema";
import { dataFolder } from "../charts/data-folder.ts";
import { chartVariables } from "../projection/chart-variables.ts";

import { eachService } from "./each-service.ts";

/** Variables of the images without which they do not start, or are not heard beyond their pod. */
const imageVariables = {
  backend: ["HOST", "PATH", "PYTHONUSERBASE"],
  frontend: ["NODE_ENV", "PATH"],
};

export const extraVariables = defineRule(
  "extra-env",
  "A variable that is added has a name of its own and one source, and is none that the chart sets or the image lives by.",
  eachService(({ extraEnv }, report, environment, key) => {
    if (extraEnv.length === 0) return;
    const known = new Set(chartVariables(environment, key));
    const seen = new Set<string>();
    for (const [index, { name, value, valueFrom }] of extraEnv.entries()) {
      const path = `extraEnv[${index}]`;
      if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name)) {
        report(`${path}.name`, {
          expected: "letters, digits and _, and no digit first",
          received: name,
          fix: "choose another name",
        });
      } else if (known.has(name)) {
        report(`${path}.name`, {
          expected: `another variable than those that the chart sets (${[...known].join(", ")})`,
          received: name,
          fix: "take it out, and set the field of the environment that it is made of",
        });
      } else if (imageVariables[key].includes(name)) {
        report(`${path}.name`, {
          expected: `another variable than those that the image lives by (${imageVariables[key].join(", ")})`,
          received: name,
          fix: "take it out: the image has set it",
        });
      } else if (seen.has(name)) {
        report(`${path}.name`, {
          expected: "a name that no variable before it has",
          received: name,
          fix: "take one of the two out",
        });
      }
      seen.add(name);
      const sources = valueFrom ? Object.keys(valueFrom).length : 0;
      if (valueFrom && (sources !== 1 || value)) {
        report(path, {
          expected: "either a value, or one source below valueFrom",
          received: value ? "both" : `${sources} sources`,
          fix: "leave one of them",
        });
      }
    }
  }),
);

/** A folder as it is compared: `/tmp/` and `//tmp/.` are `/tmp`. */
const folder = (path: string): string => posix.normalize(path).replace(/(?<=.)\/$/, "");

/** What the images start with. */
const imagePrograms = [
  "/app/.next/server",
  "/app/.next/static",
  "/app/app",
  "/app/node_modules",
  "/app/server.js",
  "/bin",
  "/dev/null",
  "/etc/passwd",
  "/lib",
  "/lib64",
  "/opt/python",
  "/proc",
  "/sbin",
  "/sys",
  "/usr/bin",
  "/usr/lib",
  "/usr/local/bin",
  "/usr/local/lib",
  "/usr/sbin",
];

const programs = new Set(imagePrograms);
const aroundPrograms = new Set(imagePrograms.flatMap((program) => [program, ...foldersAround(program)]));

/** Whether what is mounted at a place hides programs of the images: all of a folder, or a part of it. */
function hidesPrograms(place: string): boolean {
  if (aroundPrograms.has(place)) return true;
  for (const folder of foldersAround(place)) if (programs.has(folder)) return true;
  return false;
}

function* foldersAround(path: string): Generator<string> {
  for (let end = path.indexOf("/", 1); end !== -1; end = path.indexOf("/", end + 1)) yield path.slice(0, end);
}

export const volumesFit = defineRule(
  "volumes",
  "Volumes have names of their own, every mount is of one of them, and no two are at one place.",
  eachService(({ scratch, volumes, volumeMounts }, report, { database }) => {
    const data = { name: "data", mountPath: dataFolder };
    const own = database.kind === "sqlite" ? [data] : [];
    const names = new Set(own.map(({ name }) => name));
    const places = new Set(own.map(({ mountPath }) => mountPath));
    const claimName = (path: string, name: string) => {
      if (names.has(name) || !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) {
        report(path, {
          expected: "a DNS label that no volume before it has",
          received: name,
          fix: "choose another one",
        });
      }
      names.add(name);
    };
    const claimPlace = (path: string, mountPath: string) => {
      const place = folder(mountPath);
      if (!/^\/[^:]+$/.test(place) || mountPath.split("/").includes("..")) {
        report(path, {
          expected: 'an absolute path below "/", without ":" and ".."',
          received: mountPath,
          fix: "choose a folder; at the root it would hide the image's own files",
        });
      } else if (hidesPrograms(place)) {
        report(path, {
          expected: "a folder that the image does not need itself",
          received: mountPath,
          fix: "choose another one: this would hide the programs that are in it",
        });
      }
      if (places.has(place)) {
        report(path, {
          expected: "a folder at which nothing else is mounted",
          received: mountPath,
          fix: "choose another one, or take one of the two out",
        });
      }
      places.add(place);
    };
    for (const [index, { name, mountPath }] of scratch.entries()) {
      claimName(`scratch[${index}].name`, name);
      claimPlace(`scratch[${index}].mountPath`, mountPath);
    }
    for (const [index, { name, ...sources }] of volumes.entries()) {
      claimName(`volumes[${index}].name`, name);
      const kinds = Object.keys(sources);
      const { secret, configMap, persistentVolumeClaim: claim } = sources;
      const isNameless =
        (secret && !secret.secretName) || (configMap && !configMap.name) || claim?.claimName === "";
      if (kinds.length > 1 || isNameless) {
        report(`volumes[${index}]`, {
          expected: "one source, which has a name where it is an object of the cluster",
          received: kinds,
          fix: kinds.length > 1 ? "make two volumes of it" : "name it",
        });
      }
    }
    for (const [index, { name, mountPath, subPath = "" }] of volumeMounts.entries()) {
      if (subPath.startsWith("/") || subPath.split("/").includes("..")) {
        report(`volumeMounts[${index}].subPath`, {
          expected: "a path within the volume",
          received: subPath,
          fix: 'take "/" from its beginning, and ".." out',
        });
      }
      claimPlace(`volumeMounts[${index}].mountPath`, mountPath);
      if (names.has(name)) continue;
      report(`volumeMounts[${index}].name`, {
        expected: `the name of a volume (${[...names].join(", ")})`,
        received: name,
        fix: "correct it, or add the volume",
      });
    }
  }),
);
