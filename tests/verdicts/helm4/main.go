// Judges values by Helm 4.
package main

import (
	"bytes"

	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/common/util"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	"todo-stack/judge"
)

type helm struct{ chart *chart.Chart }

func (helm) Read(text []byte) (map[string]any, error) {
	return loader.LoadValues(bytes.NewReader(text))
}

func (h helm) Coalesce(values map[string]any) (map[string]any, error) {
	return util.CoalesceValues(h.chart, values)
}

func (helm) Validate(values map[string]any, schema []byte) error {
	return util.ValidateAgainstSingleSchema(values, schema)
}

func (h helm) Take(values map[string]any) error {
	_, err := util.ToRenderValues(h.chart, values, common.ReleaseOptions{}, nil)
	return err
}

func main() {
	judge.Run(func(folder string) (judge.Helm, error) {
		loaded, err := loader.LoadDir(folder)
		return helm{loaded}, err
	})
}
