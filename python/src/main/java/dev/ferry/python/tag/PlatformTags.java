package dev.ferry.python.tag;

import dev.ferry.model.Libc;
import dev.ferry.model.SymbolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The platform parts of a target's tags, best first (PEP 600, PEP 656). */
final class PlatformTags {
  /** Architectures for which manylinux is defined beside the two of x86 and armv7l. */
  private static final Set<String> MANYLINUX =
      Set.of(
          "x86_64",
          "i686",
          "aarch64",
          "armv7l",
          "ppc64",
          "ppc64le",
          "s390x",
          "loongarch64",
          "riscv64");

  private static final Map<Integer, String> OLD_NAMES =
      Map.of(17, "manylinux2014", 12, "manylinux2010", 5, "manylinux1");

  /** The last minor version of a glibc whose major version is over; none is over yet. */
  private static final int LAST_MINOR = 50;

  private PlatformTags() {}

  static List<String> of(String machine, Libc libc) {
    List<String> machines =
        machine.equals("armv8l") ? List.of("armv8l", "armv7l") : List.of(machine);
    List<String> tags = new ArrayList<>();
    machines.forEach(each -> tags.add("linux_" + each));
    switch (libc.family()) {
      case GLIBC -> {
        if (machines.stream().anyMatch(MANYLINUX::contains)) {
          machines.forEach(each -> addManylinux(tags, each, libc.version()));
        }
      }
      case MUSL -> machines.forEach(each -> addMusllinux(tags, each, libc.version()));
    }
    return tags;
  }

  private static void addManylinux(List<String> tags, String machine, SymbolVersion glibc) {
    int oldest = machine.equals("x86_64") || machine.equals("i686") ? 5 : 17;
    for (int major = glibc.part(0); major >= 2; major--) {
      int newest = major == glibc.part(0) ? glibc.part(1) : LAST_MINOR;
      for (int minor = newest; minor >= (major == 2 ? oldest : 0); minor--) {
        tags.add("manylinux_" + major + "_" + minor + "_" + machine);
        if (major == 2 && OLD_NAMES.containsKey(minor)) {
          tags.add(OLD_NAMES.get(minor) + "_" + machine);
        }
      }
    }
  }

  private static void addMusllinux(List<String> tags, String machine, SymbolVersion musl) {
    for (int minor = musl.part(1); minor >= 0; minor--) {
      tags.add("musllinux_" + musl.part(0) + "_" + minor + "_" + machine);
    }
  }
}
