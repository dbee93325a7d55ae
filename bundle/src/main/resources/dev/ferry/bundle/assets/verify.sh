#!/bin/sh
# Checks that this bundle is whole and unchanged, with nothing but sh and the tools of a small
# system (sha256sum, find, sed, sort; busybox will do):
#
#   sh verify.sh [--key FILE]
#
# FILE is the signer's public key (P-256, PEM), which must have come another way than the bundle:
# a key that lies among the goods proves nothing and is never used. Without a key only integrity is
# checked. Nothing is written. Exit status: 0 good, 1 damaged or not signed by the key, 2 wrong
# usage, 3 a tool is missing.
set -u
set -f

case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
  [zZ][hH]*) chinese=1 ;;
  *) chinese=0 ;;
esac
# Tools answer in one language, and names sort by byte.
LC_ALL=C
export LC_ALL

out() { # ENGLISH CHINESE
  if [ "$chinese" = 1 ]; then printf '%s\n' "$2"; else printf '%s\n' "$1"; fi
}
failures=0
fail() { # ENGLISH CHINESE
  failures=$((failures + 1))
  out "FAILED: $1" "失败：$2" >&2
}
warn() {
  out "warning: $1" "警告：$2" >&2
}
usage() {
  out 'usage: sh verify.sh [--key FILE]' '用法：sh verify.sh [--key 文件]' >&2
  exit 2
}

key=
case $# in
  0) ;;
  2) [ "$1" = --key ] || usage; key=$2; [ -n "$key" ] || usage ;;
  *) usage ;;
esac
case $key in
  '' | /*) ;;
  *) key=$PWD/$key ;;
esac

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P) || exit 3
cd "$here" || exit 3
for tool in sha256sum find sed sort awk tr; do
  command -v "$tool" >/dev/null 2>&1 || {
    out "\`$tool\` is missing" "缺少 \`$tool\`" >&2
    exit 3
  }
done
newline='
'

# 1. Every name in the folder is plain, every thing is a regular file or a directory.
strange=$(find . ! -type f ! -type d -print 2>&1 | sed -n '1,20p')
if [ -n "$strange" ]; then
  fail "neither file nor folder: $strange" "既不是文件也不是目录：$strange"
fi
# A line of find that does not begin with ./ is the rest of a name with a line break.
present=$(find . -type f -print 2>/dev/null | sort)
broken=$(printf '%s\n' "$present" | sed -n '/^\.\//!p' | sed -n '1,5p')
if [ -n "$broken" ]; then
  fail "a name with a line break: $broken" "名字中有换行：$broken"
fi

# Is it known litter of sticks and desktops, outside the folders that are read by name?
litter() { # PATH
  case /$1 in
    /packages/* | /targets/* | /files/*) return 1 ;;
    "/System Volume Information/"* | */._* | /.Trashes/* | /.Spotlight-V100/* | /.fseventsd/* | \
      */.DS_Store | */Thumbs.db | */desktop.ini) return 0 ;;
    *) return 1 ;;
  esac
}

# 2. SHA256SUMS itself is well formed.
if [ ! -f SHA256SUMS ]; then
  fail 'SHA256SUMS is missing' '缺少 SHA256SUMS'
  out 'verification failed' '校验失败' >&2
  exit 1
fi
bad=$(sed -n '/^[0-9a-f]\{64\}  [A-Za-z0-9._+!/-]\{1,\}$/!p' SHA256SUMS | sed -n '1,5p')
climbing=$(sed -n -e '/^.\{66\}\//p' -e '/^.\{66\}\.\.\//p' -e '/\/\.\.\//p' -e '/\/\.\.$/p' -e '/\/\//p' -e '/^.\{66\}\.\.$/p' SHA256SUMS |
  sed -n '1,5p')
if [ -n "$bad$climbing" ]; then
  fail "bad line in SHA256SUMS: $bad$climbing" "SHA256SUMS 中有错误的行：$bad$climbing"
fi
listed=$(sed -n 's/^[0-9a-f]\{64\}  \([A-Za-z0-9._+!/-]*\)$/\1/p' SHA256SUMS | sort)
double=$(printf '%s\n' "$listed" | sort | uniq -d | sed -n '1,5p')
if [ -n "$double" ]; then
  fail "listed twice: $double" "重复列出：$double"
fi

# 3. Hash each listed file that is here; a hard-linked pair is read once where `find -links` or
# `ls -i` tell that two names are one file.
scan() {
  # Lines "inode name" of everything below, so that one inode is hashed once.
  find . -type f -exec ls -id {} + 2>/dev/null | sed -e 's/^ *//' -e 's/^\([0-9]*\) \.\//\1 /'
}
inodes=$(scan)
# first: one name per inode, with the digest that SHA256SUMS gives it; twins share a digest line.
sums=$(
  { printf '%s\n' "$inodes" | sed 's/^/I /'; sed 's/^/S /' SHA256SUMS; } | awk '
    $1 == "I" { name = substr($0, length($2) + 4); inode[name] = $2; next }
    $1 == "S" { digest = $2; name = substr($0, 69); wanted[name] = digest; order[++count] = name }
    END {
      for (i = 1; i <= count; i++) {
        name = order[i]
        if (!(name in inode)) { print "A " wanted[name] "  " name; continue }
        if ((inode[name], wanted[name]) in seen) continue
        seen[inode[name], wanted[name]] = 1
        print "H " wanted[name] "  " name
      }
    }'
) || exit 3
results=$(printf '%s\n' "$sums" | sed -n 's/^H //p' | sha256sum -c 2>/dev/null)
wrong=$(printf '%s\n' "$results" | sed -n '/: OK$/!p')
hashed=$(printf '%s\n' "$results" | sed -n '/: OK$/p' | wc -l | tr -d ' ')
IFS=$newline
for line in $wrong; do
  [ -z "$line" ] || fail "changed or unreadable: ${line%: FAILED*}" "已改变或无法读取：${line%: FAILED*}"
done

# 4. What is listed but absent: a wheel may lie under its name, under its digest, or under both.
absent=$(printf '%s\n' "$sums" | sed -n 's/^A //p')
good=$(printf '%s\n' "$results" | sed -n 's/: OK$//p')
present_digests=$(
  { printf '%s\n' "$good" | sed 's/^/G /'; sed 's/^/S /' SHA256SUMS; } | awk '
    $1 == "G" { good[substr($0, 3)] = 1; next }
    { name = substr($0, 69); if (name in good) print $2 }' | sort -u
)
for line in $absent; do
  digest=${line%%  *}
  name=${line#*  }
  twin=no
  case "$newline$present_digests$newline" in
    *"$newline$digest$newline"*) twin=yes ;;
  esac
  case $name in
    packages/* | files/* | sdists/* | blobs/sha256/*) ;;
    *) twin=no ;;
  esac
  if [ "$twin" = yes ]; then
    case $name in
      blobs/*) : ;;
      *) warn "absent, its twin blobs/sha256/$digest is here: $name" "不存在，但其副本 blobs/sha256/$digest 存在：$name" ;;
    esac
  else
    fail "missing: $name" "缺少：$name"
  fi
done

# 5. What is here but not listed.
unlisted=$(
  { printf '%s\n' "$listed" | sed 's/^/L /'; printf '%s\n' "$present" | sed 's/^\.\//P /'; } | awk '
    $1 == "L" { listed[substr($0, 3)] = 1; next }
    $1 == "P" { name = substr($0, 3); if (!(name in listed)) print name }'
)
uncovered=0
for name in $unlisted; do
  case $name in
    SHA256SUMS | SHA256SUMS.sig | SHA256SUMS.*.sig | index.json) continue ;;
    evidence/*/*) ;;
    evidence/*.json)
      uncovered=$((uncovered + 1))
      continue
      ;;
    blobs/sha256/*/*) ;;
    blobs/sha256/*)
      sum=$(sha256sum <"$name" 2>/dev/null)
      if [ "${sum%% *}" = "${name##*/}" ]; then continue; fi
      ;;
  esac
  if litter "$name"; then
    warn "not part of the bundle, ignored: $name" "不属于此包，已忽略：$name"
  else
    fail "not listed in SHA256SUMS: $name" "SHA256SUMS 未列出：$name"
  fi
done

# 6. index.json points at a root that is listed.
root=$(tr -d ' \t\r\n' <index.json 2>/dev/null | sed 's/[{}]/\
/g' | sed -n '/application\/vnd\.ferry\.bundle\.v1/s/.*"digest":"sha256:\([0-9a-f]\{64\}\)".*/\1/p' | sed -n 1p)
if [ -z "$root" ]; then
  root=$(tr -d ' \t\r\n' <index.json 2>/dev/null |
    sed -n 's/.*"artifactType":"application\/vnd\.ferry\.bundle\.v1","digest":"sha256:\([0-9a-f]\{64\}\)".*/\1/p')
fi
if [ -z "$root" ]; then
  fail 'index.json names no bundle root' 'index.json 没有指向包根'
else
  case "$newline$listed$newline" in
    *"${newline}blobs/sha256/$root$newline"*) ;;
    *) fail "the root blobs/sha256/$root is not listed in SHA256SUMS" "SHA256SUMS 未列出根 blobs/sha256/$root" ;;
  esac
fi

# 7. The signature.
origin=unchecked
if [ -n "$key" ]; then
  if [ ! -f "$key" ]; then
    out "no such key file: $key" "没有这个密钥文件：$key" >&2
    exit 2
  fi
  where=$(CDPATH='' cd -- "$(dirname -- "$key")" && pwd -P)
  case $where/ in
    "$here"/*) fail 'the key lies inside the bundle and proves nothing' '密钥在包内，不能证明来源' ;;
  esac
  if ! command -v openssl >/dev/null 2>&1; then
    fail 'openssl is missing, the signature cannot be checked' '缺少 openssl，无法检查签名'
  elif [ ! -f SHA256SUMS.sig ]; then
    fail 'SHA256SUMS.sig is missing, the bundle is not signed' '缺少 SHA256SUMS.sig，此包未签名'
  elif openssl dgst -sha256 -verify "$key" -signature SHA256SUMS.sig SHA256SUMS >/dev/null 2>&1; then
    origin=checked
  else
    fail 'SHA256SUMS was not signed with this key' 'SHA256SUMS 不是用此密钥签名的'
  fi
fi

if [ "$uncovered" -gt 0 ]; then
  out "$uncovered evidence files are not covered by SHA256SUMS" "有 $uncovered 个证据文件不在 SHA256SUMS 覆盖范围内"
fi
if [ "$failures" -gt 0 ]; then
  out "verification failed: $failures problems" "校验失败：$failures 个问题" >&2
  exit 1
fi
out "$hashed files are as listed, root sha256:$root" "$hashed 个文件与清单一致，根 sha256:$root"
if [ "$origin" = checked ]; then
  out 'integrity and origin checked' '完整性与来源均已检查'
else
  out 'integrity only, origin not checked' '仅检查了完整性，未检查来源'
fi
