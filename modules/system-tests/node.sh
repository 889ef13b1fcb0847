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

# Sets $java_home to a JDK 25.
find_java() {
  local jdk
  for jdk in "${SKEIN_JAVA_HOME:-}" "${JAVA_HOME:-}" "${JAVA_HOME_25_X64:-}" "${JDK_25:-}" \
    /usr/lib/jvm/*25* /usr/java/*25* /opt/*jdk*25* "${HOME:-}"/.sdkman/candidates/java/25* \
    "${HOME:-}"/.jdks/*25* /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    if [ -x "$jdk/bin/javac" ] && grep -q '^JAVA_VERSION="25' "$jdk/release" 2>/dev/null; then
      java_home=$jdk
      return
    fi
  done
  fail 'cannot run: found no JDK 25; SKEIN_JAVA_HOME names one'
}

# start_node DATA-FOLDER [OPTION...]: returns when the node says that it is ready.
start_node() {
  local line='' said=$folder/said
  rm -f "$said"
  mkfifo "$said"
  "$root/skein" dev --port 0 --data-dir "$@" >"$said" 2>>"$folder/node.log" &
  node=$!
  exec 3<"$said"
  read -r -t 60 -u 3 line || fail "the node did not start: $(tail -n 1 "$folder/node.log")"
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
