#!/bin/sh
# Runs one build step in new namespaces: no network, no HOME, no credentials, no store; only WORK can be written.
# Usage (already inside `unshare --net --mount --pid --fork`): sandbox.sh WORK PYTHON_PREFIX [HIDE...] -- COMMAND...
# Exit 97: the kernel or its settings do not let us close the room; nothing of the build has run then.
set -u
fail() { echo "ferry-sandbox: $1" >&2; exit 97; }

work=$1
prefix=$2
shift 2
mount --make-rprivate / || fail 'cannot make mounts private'
mount --bind "$work" "$work" || fail "cannot bind $work"

# Every mount becomes read-only but the build's own folder. Kernel file systems stay as they are.
while read -r _ _ _ _ point _; do
  point=$(printf '%b' "$point")
  case $point in
    "$work" | /proc | /proc/* | /sys | /sys/* | /dev | /dev/*) ;;
    *) mount -o remount,bind,ro "$point" || fail "cannot make $point read-only" ;;
  esac
done </proc/self/mountinfo

# The build's folder and the interpreter are held aside while empty folders are laid over homes, sockets, other
# users' temporary files and the store; then the two come back where they were.
mount -t tmpfs -o mode=0755 tmpfs /mnt || fail 'cannot mount a tmpfs'
mkdir /mnt/work /mnt/prefix || fail 'cannot write the private tmpfs'
mount --bind "$work" /mnt/work || fail "cannot hold $work"
mount --rbind "$prefix" /mnt/prefix || fail "cannot hold $prefix"
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  if [ -d "$1" ]; then
    mount -t tmpfs -o mode=0755 tmpfs "$1" || fail "cannot hide $1"
  fi
  shift
done
shift
for secret in /etc/pip.conf /etc/netrc /etc/xdg/pip/pip.conf; do
  if [ -e "$secret" ]; then
    mount --bind /dev/null "$secret" || fail "cannot hide $secret"
  fi
done
[ -d "$work" ] || mkdir -p "$work" || fail "cannot put $work back"
[ -d "$prefix" ] || mkdir -p "$prefix" || fail "cannot put $prefix back"
mount --bind /mnt/work "$work" || fail "cannot put $work back"
mount --rbind /mnt/prefix "$prefix" || fail "cannot put $prefix back"

# Without capabilities nothing of this can be undone; real root steps down to nobody, who owns no device.
umask 022
cd "$work" || fail "cannot enter $work"
read -r _ outer _ </proc/self/uid_map
if [ "$(id -u)" = 0 ] && [ "$outer" = 0 ]; then
  chown -R 65534:65534 "$work" || fail "cannot give $work away"
  exec setpriv --reuid 65534 --regid 65534 --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all -- "$@"
fi
exec setpriv --no-new-privs --inh-caps=-all --bounding-set=-all -- "$@"
