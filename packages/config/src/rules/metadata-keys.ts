import { defineRule } from "@chartmodel/schema";
import { eachService } from "./each-service.ts";

/** A name of at most 63 characters, which may have a DNS name and a slash before it. */
export const metadataKey =
  /^((?=[^/]{1,253}\/)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/** Of the keys of annotations Kubernetes takes capitals in the DNS name too. */
const isAnnotationKey = (key: string): boolean =>
  metadataKey.test(key) || metadataKey.test(key.toLowerCase());
const isLabelKey = (key: string): boolean => metadataKey.test(key);

export const metadataKeys = defineRule(
  "metadata-key",
  "The keys of labels and annotations are names, which may have a DNS name and a slash before them.",
  eachService((values, report) => {
    const { service, ingress, httpRoute, serviceAccount, podLabels, podAnnotations, nodeSelector } = values;
    const look = (path: string, map: Readonly<Record<string, string>>, isKey = isAnnotationKey) => {
      for (const key in map) {
        if (isKey(key)) continue;
        report(path, {
          expected: "keys such as team or example.com/team",
          received: key,
          fix: "correct the key",
        });
      }
    };
    look("service.annotations", service.annotations);
    look("ingress.annotations", ingress.annotations);
    look("httpRoute.annotations", httpRoute.annotations);
    look("serviceAccount.annotations", serviceAccount.annotations);
    if ("serviceMonitor" in values) look("serviceMonitor.labels", values.serviceMonitor.labels, isLabelKey);
    look("podLabels", podLabels, isLabelKey);
    look("podAnnotations", podAnnotations);
    look("nodeSelector", nodeSelector, isLabelKey);
  }),
);
