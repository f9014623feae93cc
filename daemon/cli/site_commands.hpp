#pragma once

#include "daemon/cli/command.hpp"

namespace tidings::cli {

// `discover URL [--yaml]`: the feeds and sitemaps of a site.
void add_discover(CLI::App& app, Invocation& invocation);
// `add URL [--name NAME]`: looks at it once and writes sources.d/NAME.yaml.
void add_add(CLI::App& app, Invocation& invocation);
// `explain URL`: what decides the fate of a page.
void add_explain(CLI::App& app, Invocation& invocation);

}  // namespace tidings::cli
