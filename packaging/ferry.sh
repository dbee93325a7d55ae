#!/bin/sh
# Runs Ferry with the Java that lies beside it. Writes nothing into its own folder.
#
#   FERRY_JAVA_OPTIONS   more options for the JVM, split at spaces
#   FERRY_LANG           language of messages; by default LC_ALL, LC_MESSAGES or LANG
set -u
unset CDPATH

script=$0
while [ -h "$script" ]; do
  link=$(readlink "$script")
  case $link in
    /*) script=$link ;;
    *) script=$(dirname "$script")/$link ;;
  esac
done
top=$(cd -P "$(dirname "$script")/.." && pwd) || exit 3

FERRY_LANG=${FERRY_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-en}}}}
FERRY_PROGRAM=$0
export FERRY_LANG FERRY_PROGRAM

# shellcheck source=scripts/startup.sh
. "$top/app/startup.sh"

# A JVM under LANG=C cannot open a path with Chinese characters.
if [ -d /usr/lib/locale/C.utf8 ] || [ -d /usr/lib/locale/C.UTF-8 ]; then
  LC_ALL=C.UTF-8
else
  utf8=$(locale -a 2>/dev/null | sed -n '/[Uu][Tt][Ff]-\{0,1\}8$/{p;q;}')
  LC_ALL=${utf8:-C.UTF-8}
fi
export LC_ALL

choose_options "$@"
cache=${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}
set -- -jar "$top/app/ferry.jar" "$@"
# Which index pip uses is asked once and kept for this user.
[ -z "$cache" ] || set -- "-Dferry.machine=$cache/ferry-machine" "$@"
# Both are lists of words without spaces in them.
# shellcheck disable=SC2086,SC2154
exec "$top/runtime/bin/java" $options ${FERRY_JAVA_OPTIONS:-} "$@"
