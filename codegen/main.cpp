// SPDX-License-Identifier: BSL-1.0
// Arguments and exit codes of the generator.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <genn/config.hpp>

#include "commands/convert.hpp"
#include "commands/evaluate.hpp"
#include "commands/inspect.hpp"
#include "commands/make_form.hpp"
#include "commands/run.hpp"
#include "commands/support.hpp"
#include "ir/diagnostic.hpp"

namespace {

using namespace genn;

void add_form(CLI::App& command, commands::form_options& o) {
  command.add_option("--form", o.form, "numbers of all layers that have them (default: f32)")
      ->check(CLI::IsMember({"f32", "i16", "i8"}))
      ->option_text("{f32,i16,i8}");
  command
      .add_option("--calibrate", o.calibrate,
                  ".npz or .npy of samples, which the ranges of integers are chosen on")
      ->option_text("DATA");
  command.add_option("--keep", o.keep, "another form for one layer (repeatable)")
      ->option_text("LAYER=FORM ...");
  command.add_flag("--no-float", o.no_float, "refuse layers that have no integer kernel");
  command
      .add_option("--prune", o.prune, "share of the weights of each layer to set to 0, for a look")
      ->check(CLI::Range(0.0, 1.0))
      ->option_text("SHARE");
}

void add_sparse(CLI::App& command, emit::sparse_storage& o) {
  const std::map<std::string, emit::sparse_storage> storages{
      {"auto", emit::sparse_storage::automatic},
      {"off", emit::sparse_storage::off},
      {"gaps", emit::sparse_storage::gaps},
      {"bitmap", emit::sparse_storage::bitmap},
      {"blocks", emit::sparse_storage::blocks}};
  command
      .add_option("--sparse", o,
                  "storage of weights with zeros, never larger than dense; auto: the smallest, "
                  "where half of a layer's weights are zeros (default)")
      ->transform(CLI::CheckedTransformer(storages))
      ->option_text("{auto,off,gaps,bitmap,blocks}");
}

void add_convert(CLI::App& app, commands::convert_options& o) {
  CLI::App* convert = app.add_subcommand("convert", "Turn a program into a C++ header");
  convert->add_option("MODEL.pt2", o.archive, "archive of torch.export.save, or its folder")
      ->required();
  convert->add_option("-o,--output", o.folder, "folder for the generated files")->required();
  convert->add_option("--name", o.name, "namespace and file name (default: the archive's)");
  convert->add_flag("--c-api", o.c_api, "also write NAME.h and NAME.cpp: a plain C function");
  convert->add_flag("--standalone", o.standalone,
                    "put the library into the header: nothing to install, no include path");
  const std::map<std::string, emit::weights_as> forms{{"literals", emit::weights_as::literals},
                                                      {"numbers", emit::weights_as::numbers}};
  convert
      ->add_option(
          "--weights", o.weights,
          "of long constants; literals: compile fast (default); numbers: for compilers with "
          "short literals")
      ->transform(CLI::CheckedTransformer(forms, CLI::ignore_case))
      ->option_text("{literals,numbers}");
  std::vector<std::string> names;
  for (const target& t : targets) names.emplace_back(t.name);
  convert
      ->add_option("--target", o.target,
                   "machine whose order of weights is taken; the header runs on all (default: "
                   "portable)")
      ->check(CLI::IsMember(names))
      ->option_text(fmt::format("{{{}}}", fmt::join(names, ",")));
  add_form(*convert, o.form);
  add_sparse(*convert, o.sparse);
  convert->callback([&o] { commands::convert(o); });
}

void add_inspect(CLI::App& app, std::filesystem::path& archive) {
  CLI::App* inspect =
      app.add_subcommand("inspect", "Show the layers of a program, or all that is unsupported");
  inspect->add_option("MODEL.pt2", archive, "archive of torch.export.save, or its folder")
      ->required();
  inspect->callback([&archive] { commands::inspect(archive); });
}

void add_run(CLI::App& app, commands::run_options& o) {
  CLI::App* run = app.add_subcommand("run", "Compute the outputs of a program");
  run->add_option("MODEL.pt2", o.archive, "archive of torch.export.save, or its folder")
      ->required();
  run->add_option("DATA", o.data, ".npz or .npy: one array an input, samples along the first axis")
      ->required();
  run->add_option("-o,--output", o.output, "the .npz file to write")->required();
  run->add_flag("--layers", o.layers,
                "write the result of every layer, too, as it is stored: integers in the integer "
                "forms");
  add_form(*run, o.form);
  run->callback([&o] { commands::run(o); });
}

void add_evaluate(CLI::App& app, commands::evaluate_options& o) {
  CLI::App* evaluate = app.add_subcommand(
      "evaluate", "Accuracy or error of each form of a program, beside its size");
  evaluate->add_option("MODEL.pt2", o.archive, "archive of torch.export.save, or its folder")
      ->required();
  evaluate
      ->add_option("DATA", o.data,
                   ".npz: one array an input, samples along the first axis; and 'labels': integer "
                   "classes or float outputs")
      ->required();
  evaluate->add_option(
      "--calibrate", o.calibrate,
      ".npz of other samples, which the ranges of integers are chosen on (default: "
      "256 of DATA)");
  evaluate->add_option("--forms", o.forms, "some of f32,i16,i8 (default: all)")
      ->delimiter(',')
      ->check(CLI::IsMember({"f32", "i16", "i8"}))
      ->option_text("{f32,i16,i8}");
  evaluate
      ->add_option("--prune", o.prune, "share of the weights of each layer to set to 0, for a look")
      ->check(CLI::Range(0.0, 1.0))
      ->option_text("SHARE");
  add_sparse(*evaluate, o.sparse);
  evaluate->add_flag("--json", o.json, "JSON in place of a table");
  evaluate->callback([&o] { commands::evaluate(o, commands::make_form); });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app(
      "genn: PyTorch programs as one C++17 header.\n"
      "Exit codes: 0 done, 1 input or file trouble, 2 something unsupported, 64 usage.");
  app.set_version_flag("--version",
                       fmt::format("genn {}.{}", GENN_VERSION_MAJOR, GENN_VERSION_MINOR));
  app.require_subcommand(1);
  commands::convert_options convert;
  commands::run_options run;
  commands::evaluate_options evaluate;
  std::filesystem::path inspected;
  add_convert(app, convert);
  add_inspect(app, inspected);
  add_run(app, run);
  add_evaluate(app, evaluate);
  app.add_subcommand("support", "Print the table of supported operators")->callback([] {
    commands::support();
  });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(exit_code::usage);
  } catch (const conversion_error& error) {
    for (const diagnostic& d : error.all()) fmt::print(stderr, "genn: {}\n", to_string(d));
    return static_cast<int>(error.code());
  } catch (const std::exception& error) {
    fmt::print(stderr, "genn: {}; this is a bug of genn, please report it\n", error.what());
    return static_cast<int>(exit_code::input);
  }
  return 0;
}
