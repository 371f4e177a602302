# shellcheck shell=bash
# What scripts/demo and scripts/test share; sourced, not run.
# Sets `root` and goes there. Progress goes to standard error, what a step prints to a log below build/.

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
cd -- "$root" || exit

say() { printf '%s: %s\n' "$(basename -- "$0")" "$*" >&2; }

# step LOG COMMAND…: runs it with its output in LOG; on failure shows the end of the log and fails.
step() {
  local log=$1 start=$SECONDS status=0
  shift
  mkdir -p "$(dirname -- "$log")"
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if ((status)); then
    tail -n 40 -- "$log" >&2
    say "failed after $((SECONDS - start)) s: $* (exit $status); all of its output is in $log"
  else
    say "done in $((SECONDS - start)) s: $*"
  fi
  return "$status"
}

# build PRESET TARGET…
build() {
  local preset=$1
  shift
  step "build/logs/configure-$preset.log" cmake --preset "$preset" || return
  step "build/logs/build-$preset.log" cmake --build --preset "$preset" --target "$@"
}
