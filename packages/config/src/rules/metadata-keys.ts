import { defineRule } from "@chartmodel/schema";
import { eachService } from "./each-service.ts";

/** A name of at most 63 characters, which may have a DNS name and a slash before it. */
export const metadataKey =
  /^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

export const metadataKeys = defineRule(
  "metadata-key",
  "The keys of labels and annotations are names, which may have a DNS name and a slash before them.",
  eachService((values, report) => {
    const { service, ingress, httpRoute, serviceAccount, podLabels, podAnnotations, nodeSelector } = values;
    const maps: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      "service.annotations": service.annotations,
      "ingress.annotations": ingress.annotations,
      "httpRoute.annotations": httpRoute.annotations,
      "serviceAccount.annotations": serviceAccount.annotations,
      ...("serviceMonitor" in values && { "serviceMonitor.labels": values.serviceMonitor.labels }),
      podLabels,
      podAnnotations,
      nodeSelector,
    };
    for (const path in maps) {
      for (const key in maps[path]) {
        if (metadataKey.test(key)) continue;
        report(path, {
          expected: "keys such as team or example.com/team",
          received: key,
          fix: "correct the key",
        });
      }
    }
  }),
);
