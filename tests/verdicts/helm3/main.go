// Judges values by Helm 3.
package main

import (
	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"sigs.k8s.io/yaml"
	"todo-stack/judge"
)

type helm struct{ chart *chart.Chart }

func (helm) Read(text []byte) (map[string]any, error) {
	values := map[string]any{}
	err := yaml.Unmarshal(text, &values)
	return values, err
}

func (h helm) Coalesce(values map[string]any) (map[string]any, error) {
	return chartutil.CoalesceValues(h.chart, values)
}

func (helm) Validate(values map[string]any, schema []byte) error {
	return chartutil.ValidateAgainstSingleSchema(values, schema)
}

func (h helm) Take(values map[string]any) error {
	_, err := chartutil.ToRenderValues(h.chart, values, chartutil.ReleaseOptions{}, nil)
	return err
}

func main() {
	judge.Run(func(folder string) (judge.Helm, error) {
		loaded, err := loader.LoadDir(folder)
		return helm{loaded}, err
	})
}
