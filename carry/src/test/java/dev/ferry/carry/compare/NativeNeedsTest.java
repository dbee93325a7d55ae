package dev.ferry.carry.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.Digest;
import dev.ferry.model.SymbolVersion;
import dev.ferry.python.wheel.MemberFacts;
import dev.ferry.python.wheel.NativeFacts;
import dev.ferry.python.wheel.NativeFacts.VersionNeed;
import dev.ferry.python.wheel.WheelRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NativeNeedsTest {
  @Test
  void whatTheWheelCarriesIsNoNeed() {
    NativeNeeds needs =
        NativeNeeds.of(
            wheel(
                library("app/core.so", "", List.of("libinner.so.1", "libz.so.1"), List.of()),
                library("app.libs/inner-1a.so", "libinner.so.1", List.of("libc.so.6"), List.of())));
    assertThat(needs.libraries()).containsExactly("libc.so.6", "libz.so.1");
  }

  @Test
  void theHighestVersionThatIsNotWeak() {
    NativeNeeds needs =
        NativeNeeds.of(
            wheel(
                library("a.so", "", List.of(), List.of(need("GLIBC_2.9", false))),
                library("b.so", "", List.of(), List.of(need("GLIBC_2.17", false))),
                library("c.so", "", List.of(), List.of(need("GLIBC_2.34", true))),
                library("d.so", "", List.of(), List.of(need("GLIBC_PRIVATE", false)))));
    assertThat(needs.floors()).containsExactly(Map.entry("GLIBC", SymbolVersion.parse("2.17")));
  }

  private static VersionNeed need(String version, boolean weak) {
    return new VersionNeed("libc.so.6", version, weak);
  }

  private static MemberFacts library(
      String path, String soname, List<String> needed, List<VersionNeed> versions) {
    NativeFacts facts =
        new NativeFacts(62, 64, false, soname, needed, List.of(), versions, 4096, false, false, "");
    return new MemberFacts(path, 1, Digest.of(new byte[1]), 0644, Optional.of(facts));
  }

  private static WheelRecord wheel(MemberFacts... members) {
    return new WheelRecord(
        Digest.of(new byte[1]), 1, "app-1.dist-info", Map.of(), List.of(members));
  }
}
