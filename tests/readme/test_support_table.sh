#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# The README's table of operators is what `genn support` prints.
#
#   test_support_table.sh GENN README.md
set -euo pipefail
diff <(sed -n '/^<!-- made by `genn support`/,/^<!-- end -->/p' "$2" | sed '1d;$d') <("$1" support) ||
  { echo "README.md: replace the table by the output of: genn support"; exit 1; }
