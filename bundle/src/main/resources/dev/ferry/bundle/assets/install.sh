#!/bin/sh
# Turns this bundle into a working Python environment. Needs sh and a Python 3.7 or newer (or the
# one that the bundle carries), no network and no root:
#
#   sh install.sh DIR [--python P] [--target T] [--no-smoke] [--replace | --rollback]
#
# This script only finds a Python to run install.py with; install.py chooses the interpreter that
# the environment uses, checks the bundle and this machine, and installs.
set -u
umask 022

case ${FERRY_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}} in
  [zZ][hH]*) chinese=1 ;;
  *) chinese=0 ;;
esac

say() { # ENGLISH CHINESE
  if [ "$chinese" = 1 ]; then printf 'ferry: %s\n' "$2" >&2; else printf 'ferry: %s\n' "$1" >&2; fi
}

usage() {
  if [ "$chinese" = 1 ]; then
    cat <<'END'
用法：sh install.sh 目录 [--python P] [--target T] [--no-smoke] [--replace | --rollback]
把此包安装为 Python 环境；无需网络，无需 root。

  目录         环境所在的目录，此后以它使用
  --python P   采用的解释器，默认自动寻找合适的
  --target T   采用包中的哪个目标，默认取适合本机的
  --no-smoke   安装后不试运行
  --replace    替换该目录中的另一个环境，原环境保留
  --rollback   回到上一个环境
  -h, --help   显示此帮助

退出码：0 成功，1 包已损坏、与本机不符或目录已被占用，2 用法有误，3 环境有问题
END
  else
    cat <<'END'
usage: sh install.sh DIR [--python P] [--target T] [--no-smoke] [--replace | --rollback]
Makes a Python environment of this bundle; no network, no root.

  DIR          the environment's folder, under which it is used
  --python P   the interpreter to use; default: one that fits is looked for
  --target T   which target of the bundle; default: the one that fits this machine
  --no-smoke   do not try the environment out
  --replace    replace another environment in DIR, which is kept
  --rollback   go back to the environment before
  -h, --help   show this text

Exit status: 0 installed; 1 the bundle is damaged, does not fit this machine, or DIR is taken;
2 wrong usage; 3 this machine is in the way
END
  fi
}
expect=0
for word in "$@"; do
  case $expect$word in
    0-h | 0--help)
      usage
      exit 0
      ;;
    0--) break ;;
    0--python | 0--target) expect=1 ;;
    *) expect=0 ;;
  esac
done

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P) || exit 3

if [ ! -f "$here/install.py" ]; then
  say "\`install.py\` of the bundle is missing; \`sh verify.sh\` tells what else" "包中缺少 \`install.py\`；\`sh verify.sh\` 可检查还缺少什么"
  exit 1
fi

# Prints nothing; succeeds where $1 is a Python that install.py runs on.
runs() {
  "$1" -I -S -c 'import sys; sys.exit(sys.version_info < (3, 7))' </dev/null >/dev/null 2>&1
}

wanted=
expect=0
for word in "$@"; do
  if [ "$expect" = 1 ]; then
    wanted=$word
    expect=0
  elif [ "$word" = --python ]; then
    expect=1
  fi
done

if [ -n "$wanted" ]; then
  if runs "$wanted"; then
    exec "$wanted" -I -S -X utf8 "$here/install.py" "$@"
  fi
  say "Cannot run \`$wanted\` as Python 3.7 or newer" "无法将 \`$wanted\` 作为 Python 3.7 或更新版本运行"
  exit 2
fi

for name in python3 python3.11 python3.12 python3.10 python3.13 python3.14 python3.9 python3.8 \
  python3.7 /usr/libexec/platform-python python; do
  if command -v "$name" >/dev/null 2>&1 && runs "$name"; then
    exec "$name" -I -S -X utf8 "$here/install.py" "$@"
  fi
done

# No Python here: start from the one that the bundle carries, if it carries one.
scratch=
finish() {
  [ -z "$scratch" ] || rm -rf "$scratch"
}
trap finish EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

for document in "$here"/targets/*/environment.json; do
  [ -f "$document" ] || continue
  found=$(LC_ALL=C sed -n 's/.*"interpreter":{"path":"\([A-Za-z0-9._+\/-]*\)","python":"\([A-Za-z0-9._+\/-]*\)","sha256":"\([0-9a-f]*\)".*/\1 \2 \3/p' "$document")
  [ -n "$found" ] || continue
  archive=${found%% *}
  digest=${found##* }
  python=${found#* }
  python=${python%% *}
  case /$archive/$python/ in
    */../*) continue ;;
  esac
  file=$here/$archive
  [ -f "$file" ] || file=$here/blobs/sha256/$digest
  sum=$(sha256sum <"$file" 2>/dev/null) || continue
  if [ "${sum%% *}" != "$digest" ]; then
    say "\`$archive\` is damaged" "\`$archive\` 已损坏"
    exit 1
  fi
  scratch=$(mktemp -d "${TMPDIR:-/tmp}/ferry-python.XXXXXX") || exit 3
  tar -xf "$file" -C "$scratch" 2>/dev/null ||
    gzip -dc <"$file" 2>/dev/null | tar -xf - -C "$scratch" 2>/dev/null
  if runs "$scratch/$python"; then
    "$scratch/$python" -I -S -X utf8 "$here/install.py" --bootstrap "$@"
    exit $?
  fi
  finish
  scratch=
done

say "No Python 3.7 or newer found; \`--python P\` names one" "没有找到 Python 3.7 或更新版本；可用 \`--python P\` 指定"
exit 3
