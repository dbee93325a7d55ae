#!/bin/sh
# Checks that this bundle is whole and unchanged, with nothing but sh and the tools of a small
# system (sha256sum, find, sed, sort, awk, grep, tr, wc; busybox will do):
#
#   sh verify.sh [--key FILE]
#
# Every file is compared with SHA256SUMS, and SHA256SUMS and index.json with what the bundle's root
# stands for, so the digest in the last lines is that of everything here. FILE is the signer's
# public key (P-256, PEM), which must have come another way than the bundle: a key that lies among
# the goods proves nothing and is never used. Without a key only integrity is checked; compare the
# digest with one that came another way. Nothing is written. Exit status: 0 good, 1 damaged or not
# signed by the key, 2 wrong usage, 3 a tool is missing.
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
plain() { # what someone else wrote, without what terminals obey
  tr -c '[:print:]\n' '?'
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
  if [ "$chinese" = 1 ]; then
    cat <<'END'
用法：sh verify.sh [--key 文件]
检查此包是否完整且未被改动，并显示其摘要；不写入任何内容。

  --key 文件   另外检查 SHA256SUMS.sig 是否由此公钥（P-256，PEM）签名；
               密钥必须通过其他途径得到，随货同来的不算
  -h, --help   显示此帮助

退出码：0 完好，1 已损坏或不是用此密钥签名，2 用法有误，3 缺少工具
END
  else
    cat <<'END'
usage: sh verify.sh [--key FILE]
Checks that this bundle is whole and unchanged and prints its digest; nothing is written.

  --key FILE   check too that SHA256SUMS.sig was made with this public key (P-256, PEM), which
               must have come another way than the bundle
  -h, --help   show this text

Exit status: 0 good, 1 damaged or not signed by the key, 2 wrong usage, 3 a tool is missing
END
  fi
}
misused() { # ENGLISH CHINESE
  out "$1; usage: sh verify.sh [--key FILE]" "$2；用法：sh verify.sh [--key 文件]" >&2
  exit 2
}

key=
while [ $# -gt 0 ]; do
  case $1 in
    --key)
      [ -n "${2:-}" ] || misused '--key needs a file' '--key 需要一个文件'
      [ -f "$2" ] || misused "no such key file: $2" "没有这个密钥文件：$2"
      key=$(CDPATH='' cd -- "$(dirname -- "$2")" && pwd -P)/$(basename -- "$2")
      shift 2
      ;;
    -h | --help)
      usage
      exit 0
      ;;
    *) misused "unknown argument \`$1\`" "未知参数 \`$1\`" ;;
  esac
done

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P) || exit 3
cd "$here" || exit 3
for tool in sha256sum find sed sort awk tr uniq wc grep; do
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
bad=$(sed -n '/^[0-9a-f]\{64\}  [A-Za-z0-9._+!/-]\{1,\}$/!p' SHA256SUMS | sed -n '1,5p' | plain)
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
    }' | plain
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

# 6. SHA256SUMS and index.json are what the root stands for. The documents below are canonical JSON
# on one line; a line break before each `{` leaves one descriptor a line, with its digest and title.
objects() { # FILE
  tr '{' '\n' <"$1" 2>/dev/null
  echo
}
digests() {
  sed -n 's/.*"digest":"sha256:\([0-9a-f]\{64\}\)".*/\1/p'
}
hash_of() { # FILE
  sum=$(sha256sum <"$1" 2>/dev/null)
  printf '%s' "${sum%% *}"
}
size_of() { # FILE
  wc -c <"$1" | tr -d ' '
}
# Lines "T digest path" of files and "D digest" of documents, from the root down.
reached() {
  printf 'D %s\n' "$root"
  for document in $(objects "blobs/sha256/$root" | digests); do
    printf 'D %s\n' "$document"
    if [ "$(hash_of "blobs/sha256/$document")" = "$document" ]; then
      objects "blobs/sha256/$document" | sed -n \
        -e 's/.*"org\.opencontainers\.image\.title":"\([A-Za-z0-9._+!/-]*\)".*"digest":"sha256:\([0-9a-f]\{64\}\)".*/T \2 \1/p' \
        -e '/image\.title/!s/.*"digest":"sha256:\([0-9a-f]\{64\}\)".*/D \1/p'
    fi
  done
}
# What SHA256SUMS must say, with or without blobs of what also lies under a name of its own.
expected_sums() { # oci|plain
  printf '%s\n' "$reached" | awk -v form="$1" '
    function blob(digest) { print digest "  blobs/sha256/" digest }
    BEGIN { print "18f0797eab35a4597c1e9624aa4f15fd91f6254e5538c1e0d193b2a95dd4acc6  oci-layout" }
    $1 == "D" { blob($2); next }
    { print $2 "  " $3 }
    form == "oci" || $3 !~ /^(packages|files|sdists)\// { blob($2) }
  ' | sort -u -k 2
}
# What index.json must say: the root, the environments that the root names, and evidence.
expected_index() {
  printf '{"manifests":[{"annotations":{"org.opencontainers.image.ref.name":"%s"}' "$tag"
  printf ',"artifactType":"application/vnd.ferry.bundle.v1","digest":"sha256:%s"' "$root"
  printf ',"mediaType":"application/vnd.oci.image.index.v1+json","size":%s}' "$(size_of "blobs/sha256/$root")"
  sed -e 's/^.*"manifests":\[//' -e 's/\],"mediaType":"[^"]*","schemaVersion":2}$//' \
    -e 's/^{"artifactType":"application\/vnd\.ferry\.bundle\.files\.v1"[^}]*}//' \
    "blobs/sha256/$root" | awk -v tag="$tag" '
    {
      count = split($0, part, "\"dev.ferry.target\":\"")
      printf "%s", part[1]
      for (i = 2; i <= count; i++) {
        target = part[i]
        sub(/".*/, "", target)
        rest = substr(part[i], length(target) + 2)
        plain = target
        gsub(/[+]/, "_", plain)
        gsub(/!/, "-", plain)
        printf "\"dev.ferry.target\":\"%s\",\"org.opencontainers.image.ref.name\":\"%s-%s\"%s", target, tag, plain, rest
      }
    }'
  for document in $statements; do
    head=$(sed 's/^{\(.*\),"config":{.*$/\1/' "blobs/sha256/$document" 2>/dev/null)
    printf ',{%s,"digest":"sha256:%s"' "$head" "$document"
    printf ',"mediaType":"application/vnd.oci.image.manifest.v1+json","size":%s}' "$(size_of "blobs/sha256/$document")"
  done
  printf '],"mediaType":"application/vnd.oci.image.index.v1+json","schemaVersion":2}'
}
# A statement is about this root, and its file has the bytes that it names.
statement() { # NUMBER DIGEST
  if [ "$(hash_of "blobs/sha256/$2")" != "$2" ]; then
    fail "missing or changed: blobs/sha256/$2" "缺少或已改变：blobs/sha256/$2"
    return
  fi
  objects "blobs/sha256/$2" | sed -n '$p' | digests | grep "$root" >/dev/null ||
    fail "blobs/sha256/$2 is a statement about another bundle" "blobs/sha256/$2 是关于另一个包的陈述"
  layer=$(objects "blobs/sha256/$2" | sed -n '/image\.title/p' | digests | sed -n 1p)
  for place in "evidence/$1.sigstore.json" "blobs/sha256/$layer"; do
    if [ -f "$place" ] && [ "$(hash_of "$place")" != "$layer" ]; then
      fail "changed: $place" "已改变：$place"
    fi
  done
  if [ ! -f "evidence/$1.sigstore.json" ] && [ ! -f "blobs/sha256/$layer" ]; then
    fail "missing: evidence/$1.sigstore.json" "缺少：evidence/$1.sigstore.json"
  fi
}

entry=$(objects index.json | sed -n '/"artifactType":"application\/vnd\.ferry\.bundle\.v1"/p' | sed -n 1p)
root=$(printf '%s\n' "$entry" | digests)
tag=$(printf '%s\n' "$entry" | sed -n 's/^"org\.opencontainers\.image\.ref\.name":"\([A-Za-z0-9._-]*\)".*/\1/p')
if [ -z "$root" ] || [ -z "$tag" ]; then
  fail 'index.json names no bundle root' 'index.json 没有指向包根'
elif [ "$(hash_of "blobs/sha256/$root")" != "$root" ]; then
  fail "the root blobs/sha256/$root is missing or changed" "根 blobs/sha256/$root 缺失或已改变"
else
  reached=$(reached)
  sums=$(sha256sum <SHA256SUMS)
  if [ "$(expected_sums oci | sha256sum)" != "$sums" ] && [ "$(expected_sums plain | sha256sum)" != "$sums" ]; then
    fail 'SHA256SUMS differs from what the root stands for' 'SHA256SUMS 与根所代表的内容不同'
    { expected_sums oci | sed 's/^/E /'; sed 's/^/S /' SHA256SUMS; } | awk '
      $1 == "E" { good[substr($0, 3)] = 1; next }
      !(substr($0, 3) in good) && shown++ < 5 { print "  " substr($0, 3) }' | plain >&2
  fi
  environments=$(objects "blobs/sha256/$root" | sed -n '/"dev\.ferry\.target"/p' | digests | wc -l)
  statements=$(objects index.json | digests | sed "1,$((environments + 1))d")
  number=0
  for document in $statements; do
    number=$((number + 1))
    statement "$number" "$document"
  done
  if [ "$(expected_index | sha256sum)" != "$(sha256sum <index.json)" ]; then
    fail 'index.json differs from what the root stands for' 'index.json 与根所代表的内容不同'
  fi
fi

# 7. The signature.
origin=unchecked
if [ -n "$key" ]; then
  case $key in
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
  out "evidence files not covered by the root: $uncovered" "有 $uncovered 个证据文件不在根的覆盖范围内"
fi
if [ "$failures" -gt 0 ]; then
  out "verification failed, problems: $failures" "校验失败：$failures 个问题" >&2
  exit 1
fi
out "OK, files as listed: $hashed, root sha256:$root" "OK，$hashed 个文件与清单一致，根 sha256:$root"
if [ "$origin" = checked ]; then
  out 'integrity and origin checked' '完整性与来源均已检查'
else
  out 'integrity only, origin not checked' '仅检查了完整性，未检查来源'
fi
