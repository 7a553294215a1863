# shellcheck shell=bash
# SPDX-License-Identifier: BSL-1.0
# Sourced by the scripts that set things up: installs what is missing by apt (Debian), and says so.

# shellcheck disable=SC2034  # used by those scripts
packages_core=(g++ cmake make pkg-config libboost-dev libzip-dev nlohmann-json3-dev libcli11-dev
  libfmt-dev)
# shellcheck disable=SC2034
packages_tests=(catch2 clang python3 python3-venv ca-certificates)
# shellcheck disable=SC2034
packages_boards=(gcc-arm-none-eabi libnewlib-arm-none-eabi libstdc++-arm-none-eabi-newlib
  qemu-system-arm gcc-riscv64-unknown-elf qemu-system-misc)

is_installed() { dpkg-query -W -f='${Status}' "$1" 2> /dev/null | grep -q 'ok installed'; }

# need_packages PACKAGE...: fails, with the command to give, where it may not install them itself.
need_packages() {
  if ! command -v dpkg-query > /dev/null; then
    echo "no Debian: what these packages bring has to be there already: $*" >&2
    return 0
  fi
  local missing=() package
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  local install=(apt-get install -y --no-install-recommends "${missing[@]}")
  if [ "$(id -u)" -ne 0 ]; then
    printf 'packages are missing; run as root:\n  apt-get update && %s\n' "${install[*]}" >&2
    return 1
  fi
  echo "installing: ${missing[*]}"
  install_packages "${missing[@]}"
}

# install_packages PACKAGE...: quiet unless it fails.
install_packages() {
  local log from=$SECONDS
  log=$(mktemp)
  if ! { apt-get -o Acquire::Retries=3 update &&
    DEBIAN_FRONTEND=noninteractive apt-get -o Acquire::Retries=3 install -y \
      --no-install-recommends "$@"; } < /dev/null > "$log" 2>&1; then
    tail -20 "$log" >&2
    echo "apt-get failed; all it said is in $log" >&2
    return 1
  fi
  rm -f "$log"
  echo "installed in $((SECONDS - from)) s"
}
