// Package judge lets a Helm, as a library, tell of many values whether it takes them for a chart.
package judge

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strconv"
)

// Helm is what is asked of one release of Helm; the chart is one that it has loaded.
type Helm interface {
	// Read reads a values file.
	Read(text []byte) (map[string]any, error)
	// Coalesce lays values over the chart's own.
	Coalesce(values map[string]any) (map[string]any, error)
	// Validate holds values against a schema.
	Validate(values map[string]any, schema []byte) error
	// Take does with values what installing the chart does before it renders.
	Take(values map[string]any) error
}

// Of so many values one is also judged alone, by all that Helm does.
const aloneEvery = 100

// What is wrong with the value of this place in a batch: santhosh-tekuri/jsonschema, then gojsonschema.
var place = regexp.MustCompile(`(?m)^\s*- (?:at '/)?case-(\d+)(?:'|[/.:])`)

// What is wrong with a value that is alone.
var where = regexp.MustCompile(`(?m)^\s*- `)

// In place of a schema: what Helm says is asked for.
const words = "words"

const (
	accepted   = "accepted"
	refused    = "refused"
	unreadable = "unreadable"
)

// Run reads one values file a line from the standard input, and writes a line for each: "accepted", "refused", or
// "unreadable" where it is no file that Helm reads. The arguments of the program are a chart's folder and, to go faster,
// a schema whose additionalProperties are the chart's schema: many values stand in it under the keys case-0, case-1 and
// so on, since compiling a schema takes longer than judging by it.
func Run(load func(folder string) (Helm, error)) {
	if err := run(load, os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(load func(folder string) (Helm, error), folder string, batchSchema []string) error {
	helm, err := load(folder)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<26)
	output := bufio.NewWriter(os.Stdout)
	defer output.Flush()
	if len(batchSchema) > 0 && batchSchema[0] == words {
		return tellWords(helm, lines, output)
	}
	batchSize, schema := 1, []byte(nil)
	if len(batchSchema) > 0 {
		batchSize = 500
		if schema, err = os.ReadFile(batchSchema[0]); err != nil {
			return err
		}
	}
	for total, isMore := 0, true; isMore; {
		var batch [][]byte
		for len(batch) < batchSize {
			if isMore = lines.Scan(); !isMore {
				break
			}
			batch = append(batch, append([]byte(nil), lines.Bytes()...))
		}
		if schema == nil {
			for _, text := range batch {
				fmt.Fprintln(output, judgeAlone(helm, text))
			}
			continue
		}
		verdicts, err := judgeBatch(helm, batch, schema)
		if err != nil {
			return err
		}
		for at, verdict := range verdicts {
			if total++; total%aloneEvery == 0 {
				if alone := judgeAlone(helm, batch[at]); alone != verdict {
					return fmt.Errorf("%s in a batch and %s alone: %s", verdict, alone, batch[at])
				}
			}
			fmt.Fprintln(output, verdict)
		}
	}
	return lines.Err()
}

func tellWords(helm Helm, lines *bufio.Scanner, output *bufio.Writer) error {
	for lines.Scan() {
		values, err := helm.Read(lines.Bytes())
		if err == nil {
			err = helm.Take(values)
		}
		told := ""
		if err != nil {
			told = err.Error()
		}
		text, err := json.Marshal(told)
		if err != nil {
			return err
		}
		fmt.Fprintln(output, string(text))
	}
	return lines.Err()
}

func judgeBatch(helm Helm, batch [][]byte, schema []byte) ([]string, error) {
	verdicts := make([]string, len(batch))
	all := map[string]any{}
	for at, text := range batch {
		verdicts[at] = accepted
		values, err := helm.Read(text)
		if err == nil {
			values, err = helm.Coalesce(values)
		}
		if err != nil {
			verdicts[at] = unreadable
			continue
		}
		all["case-"+strconv.Itoa(at)] = values
	}
	err := helm.Validate(all, schema)
	if err == nil {
		return verdicts, nil
	}
	places := place.FindAllStringSubmatch(err.Error(), -1)
	if len(places) == 0 {
		// One of them stops Helm: each by itself.
		if len(batch) == 1 {
			return []string{unreadable}, nil
		}
		half := len(batch) / 2
		first, err := judgeBatch(helm, batch[:half], schema)
		if err != nil {
			return nil, err
		}
		second, err := judgeBatch(helm, batch[half:], schema)
		return append(first, second...), err
	}
	for _, found := range places {
		at, err := strconv.Atoi(found[1])
		if err != nil || at >= len(batch) {
			return nil, fmt.Errorf("no value has the place %s", found[1])
		}
		verdicts[at] = refused
	}
	return verdicts, nil
}

func judgeAlone(helm Helm, text []byte) string {
	values, err := helm.Read(text)
	if err != nil {
		return unreadable
	}
	err = helm.Take(values)
	if err == nil {
		return accepted
	}
	// Of what is refused Helm says where.
	if where.MatchString(err.Error()) {
		return refused
	}
	return unreadable
}
