package dev.ferry.scan.fit;

import java.util.List;
import java.util.Set;

/** Libraries that are part of the C library itself, and so on every machine. */
final class BaseSystem {
  private static final Set<String> NAMES =
      Set.of(
          "libc.so.6",
          "libm.so.6",
          "libmvec.so.1",
          "libpthread.so.0",
          "libdl.so.2",
          "librt.so.1",
          "libutil.so.1",
          "libresolv.so.2",
          "libanl.so.1",
          "libBrokenLocale.so.1",
          "libthread_db.so.1",
          "libnss_files.so.2",
          "libnss_dns.so.2",
          "libc.so");

  private static final List<String> PREFIXES =
      List.of("ld-linux", "ld64.so", "ld-musl-", "libc.musl-", "linux-vdso", "ld.so");

  private BaseSystem() {}

  static boolean has(String soname) {
    return NAMES.contains(soname) || PREFIXES.stream().anyMatch(soname::startsWith);
  }
}
