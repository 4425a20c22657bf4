// Command jsonnet is google/go-jsonnet as a WebAssembly reactor: the host hands a request in, answers questions while
// it is evaluated (files to import, native functions), and gets the document or the error out.
//
// Everything crosses the border as JSON text: `ask` gives the host a question and returns the size of the answer, which
// `take` then copies into memory that Go owns.
package main

import (
	"encoding/json"
	"errors"
	"strings"
	"unsafe"

	jsonnet "github.com/google/go-jsonnet"
	"github.com/google/go-jsonnet/ast"
)

//go:wasmimport host ask
func hostAsk(question unsafe.Pointer, size uint32) uint32

//go:wasmimport host take
func hostTake(answer unsafe.Pointer)

type request struct {
	File      string            `json:"file"`
	Text      string            `json:"text"`
	External  map[string]string `json:"external"`
	Arguments map[string]string `json:"arguments"`
	Natives   []native          `json:"natives"`
	MaxStack  int               `json:"maxStack"`
}

type native struct {
	Name       string   `json:"name"`
	Parameters []string `json:"parameters"`
}

type question struct {
	Kind      string `json:"kind"`
	From      string `json:"from,omitempty"`
	Path      string `json:"path,omitempty"`
	Name      string `json:"name,omitempty"`
	Arguments []any  `json:"arguments,omitempty"`
	Output    string `json:"output,omitempty"`
	Error     *fault `json:"error,omitempty"`
}

type fault struct {
	Message string  `json:"message"`
	Trace   []frame `json:"trace"`
}

type frame struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

type answer struct {
	Error   string          `json:"error"`
	File    string          `json:"file"`
	Content []byte          `json:"content"`
	Value   json.RawMessage `json:"value"`
}

func ask(q question) []byte {
	text, err := json.Marshal(q)
	if err != nil {
		panic(err)
	}
	size := hostAsk(unsafe.Pointer(unsafe.SliceData(text)), uint32(len(text)))
	if size == 0 {
		return nil
	}
	reply := make([]byte, size)
	hostTake(unsafe.Pointer(unsafe.SliceData(reply)))
	return reply
}

func main() {}

//go:wasmexport evaluate
func evaluate() {
	var r request
	if err := json.Unmarshal(ask(question{Kind: "request"}), &r); err != nil {
		panic(err)
	}
	vm := jsonnet.MakeVM()
	vm.MaxStack = r.MaxStack
	vm.Importer(&importer{found: map[string]foundFile{}})
	for name, code := range r.External {
		vm.ExtCode(name, code)
	}
	for name, code := range r.Arguments {
		vm.TLACode(name, code)
	}
	for _, n := range r.Natives {
		vm.NativeFunction(nativeFunction(n))
	}
	caught := &errorCatcher{}
	vm.ErrorFormatter = caught
	output, err := vm.EvaluateSnippet(r.File, r.Text)
	if err != nil {
		ask(question{Kind: "failed", Error: faultOf(caught.err)})
	} else {
		ask(question{Kind: "done", Output: output})
	}
}

// errorCatcher keeps an error as it is: go-jsonnet's own formatters turn it into text, and the places are lost.
type errorCatcher struct{ err error }

func (c *errorCatcher) Format(err error) string {
	c.err = err
	return err.Error()
}
func (*errorCatcher) SetMaxStackTraceSize(int)                 {}
func (*errorCatcher) SetColorFormatter(jsonnet.ColorFormatter) {}

func nativeFunction(n native) *jsonnet.NativeFunction {
	parameters := make(ast.Identifiers, len(n.Parameters))
	for i, name := range n.Parameters {
		parameters[i] = ast.Identifier(name)
	}
	return &jsonnet.NativeFunction{Name: n.Name, Params: parameters, Func: func(arguments []any) (any, error) {
		var reply answer
		if err := json.Unmarshal(ask(question{Kind: "call", Name: n.Name, Arguments: arguments}), &reply); err != nil {
			return nil, err
		}
		if reply.Error != "" {
			return nil, errors.New(reply.Error)
		}
		var value any
		err := json.Unmarshal(reply.Value, &value)
		return value, err
	}}
}

type foundFile struct {
	contents jsonnet.Contents
	at       string
	err      error
}

// importer asks the host, once for each file from each place: go-jsonnet wants the same contents for the same file.
type importer struct{ found map[string]foundFile }

func (i *importer) Import(from, path string) (jsonnet.Contents, string, error) {
	key := from + "\x00" + path
	if file, ok := i.found[key]; ok {
		return file.contents, file.at, file.err
	}
	var reply answer
	file := foundFile{}
	if err := json.Unmarshal(ask(question{Kind: "import", From: from, Path: path}), &reply); err != nil {
		file.err = err
	} else if reply.Error != "" {
		file.err = errors.New(reply.Error)
	} else {
		file.at = reply.File
		for _, known := range i.found {
			if known.at == file.at {
				file.contents = known.contents
			}
		}
		if file.contents == (jsonnet.Contents{}) {
			file.contents = jsonnet.MakeContentsRaw(reply.Content)
		}
	}
	i.found[key] = file
	return file.contents, file.at, file.err
}

func faultOf(err error) *fault {
	var runtime jsonnet.RuntimeError
	if errors.As(err, &runtime) {
		trace := []frame{}
		for _, f := range runtime.StackTrace {
			if f.Loc.File != nil {
				trace = append(trace, frameAt(f.Loc))
			}
		}
		return &fault{Message: runtime.Msg, Trace: trace}
	}
	var static interface {
		error
		Loc() ast.LocationRange
	}
	if errors.As(err, &static) && static.Loc().File != nil {
		place := static.Loc()
		return &fault{Message: strings.TrimPrefix(static.Error(), place.String()+" "), Trace: []frame{frameAt(place)}}
	}
	return &fault{Message: err.Error(), Trace: []frame{}}
}

func frameAt(place ast.LocationRange) frame {
	return frame{File: string(place.File.DiagnosticFileName), Line: place.Begin.Line, Column: place.Begin.Column}
}
