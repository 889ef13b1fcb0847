# Sourced by scripts that run a node in a network of its own, behind node.sh. Sets $network.
network=

cannot() {
  printf '%s: it cannot be done here: %s\n' "$me" "$1" >&2
  exit 3
}

# need PROGRAM PACKAGE: installs Debian's package if the program is not there.
need() {
  command -v "$1" >/dev/null && return
  printf 'installing %s\n' "$2"
  apt-get install -y -q "$2" >"$folder/install" 2>&1 </dev/null && command -v "$1" >/dev/null ||
    cannot "it needs $1, of Debian's package $2: $(tail -n 1 "$folder/install")"
}

# Namespaces for each node and for the driver (4), all joined by a switch.
own_networks() {
  local each
  need ip iproute2
  network=skein-$$
  for each in switch 1 2 3 4; do
    ip netns add "$network-$each" 2>"$folder/said" || cannot "$(cat "$folder/said")"
    ip -n "$network-$each" link set lo up
  done
  ip -n "$network-switch" link add bridge type bridge 2>"$folder/said" || cannot "$(cat "$folder/said")"
  ip -n "$network-switch" link set bridge up
  for each in 1 2 3 4; do
    ip -n "$network-$each" link add port type veth peer name "port-$each" netns "$network-switch" \
      2>"$folder/said" || cannot "$(cat "$folder/said")"
    ip -n "$network-$each" address add "10.78.0.$each/24" dev port
    ip -n "$network-$each" link set port up
    ip -n "$network-switch" link set "port-$each" master bridge up
  done
}

end_networks() {
  local each
  [ -n "$network" ] || return 0
  for each in switch 1 2 3 4; do
    ip netns del "$network-$each" 2>/dev/null || true
  done
}
