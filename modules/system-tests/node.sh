# Sourced by the scripts beside it: a node of its own for each, on free ports, in a temporary folder
# that goes away with it. Sets $root, $folder; start_node sets $node, $address and $operations.
root=$(cd -P "${BASH_SOURCE[0]%/*}/../.." && pwd)
me=${0##*/}
node=
folder=

fail() {
  printf '%s: %s\n' "$me" "$1" >&2
  exit 1
}

make_folder() {
  folder=$(mktemp -d "${TMPDIR:-/tmp}/skein-$me.XXXXXX")
  trap clean_up EXIT
  trap 'exit 130' INT TERM
}

clean_up() {
  [ -z "$node" ] || kill -9 "$node" 2>/dev/null || true
  [ -z "$node" ] || wait "$node" 2>/dev/null || true
  rm -rf "$folder"
}

# Builds what is missing or stale, once, so that no later command has to.
build_skein() {
  local version
  version=$("$root/skein" --version) || fail 'skein cannot be built'
  export SKEIN_BUILD=never
  printf '%s\n' "$version"
}

# start_node DATA-FOLDER [OPTION...]: returns when the node says that it is ready.
start_node() {
  local line='' said=$folder/said
  rm -f "$said"
  mkfifo "$said"
  "$root/skein" dev --port 0 --data-dir "$@" >"$said" 2>>"$folder/node.log" &
  node=$!
  exec 3<"$said"
  read -r -t "${ready_seconds:-60}" -u 3 line || fail "the node did not start: $(tail -n 1 "$folder/node.log")"
  address=${line#*clients at }
  address=${address%%,*}
  operations=${line#*operations at http://}
  operations=${operations%%,*}
  export SKEIN_BOOTSTRAP=$address
}

kill_node() {
  kill -9 "$node"
  wait "$node" 2>/dev/null || true
  node=
}
