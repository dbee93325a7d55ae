package dev.ferry.scan.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.Digest;
import dev.ferry.model.SymbolVersion;
import dev.ferry.model.SystemLibrary;
import dev.ferry.model.Target;
import dev.ferry.model.TargetName;
import dev.ferry.python.resolve.FitStatus;
import dev.ferry.python.resolve.Misfit;
import dev.ferry.python.wheel.MemberFacts;
import dev.ferry.python.wheel.NativeFacts;
import dev.ferry.python.wheel.NativeFacts.VersionNeed;
import dev.ferry.python.wheel.WheelRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SetFitTest {
  private static final int X86 = 62;
  private static final int ARM = 183;
  private static final String MODULE = "demo/core.cpython-311-x86_64-linux-gnu.so";
  private static final String ARM_MODULE = "demo/core.cpython-311-aarch64-linux-gnu.so";

  private final List<MemberFacts> members = new ArrayList<>();

  @Test
  void aVersionAboveTheTargetsIsAMisfitEvenWhereNothingLoadsTheLibrary() {
    add("demo/libs/libstray.so", X86, List.of("libc.so.6"), need("libc.so.6", "GLIBC_2.27"));
    assertThat(misfits("linux-x86_64-glibc2.17-cp311"))
        .containsExactly(
            new Misfit(Misfit.Kind.LIBRARY, "demo/libs/libstray.so", "GLIBC 2.27", "2.17"));
    assertThat(misfits("linux-x86_64-glibc2.27-cp311")).isEmpty();
  }

  @Test
  void aWeakNeedNeverRefuses() {
    add(MODULE, X86, List.of("libc.so.6"), new VersionNeed("libc.so.6", "GLIBC_2.38", true));
    assertThat(misfits("linux-x86_64-glibc2.17-cp311")).isEmpty();
  }

  @Test
  void codeForAnotherMachineCountsOnlyWhereItIsReached() {
    add(ARM_MODULE, ARM, List.of("libc.so.6"));
    add("demo/libs/libblas.so.3", X86, List.of("libgfortran.so.3"));
    FitReport report = prove("linux-aarch64-glibc2.28-cp311");
    assertThat(report.wheels().getFirst().status()).isEqualTo(FitStatus.PROVEN);
    assertThat(report.wheels().getFirst().notes()).hasSize(1);
    assertThat(report.systemLibraries()).isEmpty();

    members.clear();
    add(ARM_MODULE, ARM, List.of("libblas.so.3"));
    add("demo/libs/libblas.so.3", X86, List.of());
    assertThat(misfits("linux-aarch64-glibc2.28-cp311"))
        .containsExactly(
            new Misfit(Misfit.Kind.MACHINE, "demo/libs/libblas.so.3", "x86_64", "aarch64"));
  }

  @Test
  void reachFollowsSearchPathsAndNamesOfTheWholeSet() {
    add(MODULE, X86, List.of("libfirst.so", "libc.so.6"));
    add("demo/libs/libfirst.so", X86, List.of("libGL.so.1"));
    add("demo/libs/libunused.so", X86, List.of("libnobody.so.9"));
    FitReport report = prove("linux-x86_64-glibc2.28-cp311");
    assertThat(report.systemLibraries())
        .extracting(SystemLibrary::soname)
        .containsExactly("libGL.so.1");
    SystemLibrary library = report.systemLibraries().getFirst();
    assertThat(library.neededBy()).containsExactly("demo-pkg");
    assertThat(library.packages())
        .containsExactlyEntriesOf(
            new java.util.TreeMap<>(Map.of("debian", "libgl1", "rpm", "mesa-libGL")));
    assertThat(library.withoutRoot().orElseThrow().english()).contains("headless");
    assertThat(report.wheels().getFirst().notes())
        .singleElement()
        .satisfies(note -> assertThat(note.english()).contains("libnobody.so.9"));
  }

  @Test
  void aCarriedFileStandsForASystemLibrary() {
    add(MODULE, X86, List.of("libgomp.so.1"));
    Target target = TargetName.parse("linux-x86_64-glibc2.28-cp311");
    assertThat(
            new SetFit(target, Set.of(), Set.of("libgomp.so.1")).prove(wheels()).systemLibraries())
        .isEmpty();
  }

  @Test
  void aWaivedPathIsNotJudgedAndSaidToBe() {
    add(MODULE, X86, List.of("libc.so.6"), need("libc.so.6", "GLIBC_2.34"));
    Target target = TargetName.parse("linux-x86_64-glibc2.17-cp311");
    WheelFit fit = new SetFit(target, Set.of(MODULE), Set.of()).prove(wheels()).wheels().getFirst();
    assertThat(fit.fits()).isTrue();
    assertThat(fit.notes()).hasSize(1);
  }

  @Test
  void glibcxxIsStatedWhereUnknownAndHardWhereGiven() {
    add(MODULE, X86, List.of("libstdc++.so.6"), need("libstdc++.so.6", "GLIBCXX_3.4.22"));
    FitReport open = prove("linux-x86_64-glibc2.17-cp311");
    assertThat(open.fits()).isTrue();
    assertThat(open.glibcxx().orElseThrow().version()).isEqualTo(SymbolVersion.of(3, 4, 22));
    assertThat(misfits("linux-x86_64-glibc2.17-glibcxx3.4.19-cp311"))
        .containsExactly(new Misfit(Misfit.Kind.GLIBCXX, MODULE, "GLIBCXX 3.4.22", "3.4.19"));
    members.clear();
    add(MODULE, X86, List.of("libstdc++.so.6"), need("libstdc++.so.6", "GLIBCXX_3.4.99"));
    assertThat(misfits("linux-x86_64-glibc2.17-cp311")).hasSize(1);
  }

  @Test
  void smallPagesDoNotLoadOnLargeOnes() {
    members.add(member(ARM_MODULE, facts(ARM, List.of(), 4096)));
    assertThat(misfits("linux-aarch64-glibc2.28-cp311"))
        .extracting(Misfit::kind)
        .containsExactly(Misfit.Kind.PAGE_SIZE);
    assertThat(misfits("linux-aarch64-glibc2.28-page4096-cp311")).isEmpty();
  }

  @Test
  void glibcCodeDoesNotLoadOnMusl() {
    add("demo/core.abi3.so", X86, List.of("libc.so.6"));
    assertThat(misfits("linux-x86_64-musl1.2-cp311"))
        .extracting(Misfit::need)
        .containsExactly("glibc");
  }

  @Test
  void cudaOfTheWheelAgainstTheDriver() {
    assertThat(cuda("linux-x86_64-glibc2.28-cp311-cuda11.8", "paddlepaddle-gpu", "2.6.2.post120"))
        .containsExactly(new Misfit(Misfit.Kind.DRIVER, "", "CUDA 12.0", "CUDA 11.8"));
    assertThat(cuda("linux-x86_64-glibc2.28-cp311-cuda11.2", "paddlepaddle-gpu", "2.6.2"))
        .isEmpty();
    assertThat(cuda("linux-x86_64-glibc2.28-cp311-cuda10.2", "paddlepaddle-gpu", "2.6.2"))
        .hasSize(1);
    assertThat(cuda("linux-x86_64-glibc2.28-cp311-cuda11.8", "torch", "2.6.0+cu124")).hasSize(1);
    assertThat(cuda("linux-x86_64-glibc2.28-cp311", "torch", "2.6.0+cu124")).isEmpty();
    assertThat(cuda("linux-x86_64-glibc2.28-cp311-cuda11.8", "paddlepaddle", "2.6.2")).isEmpty();
  }

  private List<Misfit> cuda(String target, String name, String version) {
    String metadata = "Metadata-Version: 2.1\nName: %s\nVersion: %s\n".formatted(name, version);
    WheelRecord wheel =
        new WheelRecord(
            new Digest("0".repeat(64)),
            1,
            name + "-" + version + ".dist-info",
            Map.of("METADATA", metadata.getBytes(StandardCharsets.UTF_8)),
            List.of());
    return SetFit.prove(TargetName.parse(target), List.of(wheel)).wheels().getFirst().misfits();
  }

  private static VersionNeed need(String library, String version) {
    return new VersionNeed(library, version, false);
  }

  private void add(String path, int machine, List<String> needed, VersionNeed... versions) {
    NativeFacts plain = facts(machine, needed, 65536);
    members.add(
        member(
            path,
            new NativeFacts(
                machine,
                64,
                false,
                "",
                needed,
                List.of("$ORIGIN/libs"),
                List.of(versions),
                plain.alignment(),
                false,
                false,
                "")));
  }

  private static NativeFacts facts(int machine, List<String> needed, long alignment) {
    return new NativeFacts(
        machine, 64, false, "", needed, List.of(), List.of(), alignment, false, false, "");
  }

  private static MemberFacts member(String path, NativeFacts facts) {
    return new MemberFacts(path, 1, new Digest("1".repeat(64)), 0644, Optional.of(facts));
  }

  private List<WheelRecord> wheels() {
    return List.of(
        new WheelRecord(
            new Digest("0".repeat(64)),
            1,
            "Demo_Pkg-1.0.dist-info",
            Map.of(
                "METADATA",
                "Metadata-Version: 2.1\nName: demo-pkg\nVersion: 1.0\n"
                    .getBytes(StandardCharsets.UTF_8)),
            members));
  }

  private FitReport prove(String target) {
    return SetFit.prove(TargetName.parse(target), wheels());
  }

  private List<Misfit> misfits(String target) {
    return prove(target).wheels().getFirst().misfits();
  }
}
