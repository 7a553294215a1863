# SPDX-License-Identifier: BSL-1.0
# Sourced by the scripts that set things up: installs by apt what is missing, and says so.

packages_core=(g++ cmake make pkg-config libboost-dev libzip-dev nlohmann-json3-dev libcli11-dev
  libfmt-dev)
packages_tests=(catch2 clang python3 python3-venv ca-certificates)
packages_boards=(gcc-arm-none-eabi libnewlib-arm-none-eabi libstdc++-arm-none-eabi-newlib
  qemu-system-arm)

# need_packages PACKAGE...
need_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2> /dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  local install=(apt-get install -y --no-install-recommends "${missing[@]}")
  if [ "$(id -u)" -ne 0 ]; then
    echo "missing packages; run as root: apt-get update && ${install[*]}" >&2
    return 1
  fi
  echo "installing: ${missing[*]}"
  local log
  log=$(mktemp)
  if ! { apt-get update && DEBIAN_FRONTEND=noninteractive "${install[@]}"; } > "$log" 2>&1; then
    tail -20 "$log" >&2
    return 1
  fi
  rm -f "$log"
}
