package dev.ferry.python.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.Libc;
import dev.ferry.model.Target;
import dev.ferry.model.TargetName;
import dev.ferry.python.filename.BuildTag;
import dev.ferry.python.filename.SdistFilename;
import dev.ferry.python.filename.WheelFilename;
import dev.ferry.python.tag.TargetTags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("system")
class FileOracleTest {
  private static final int TARGETS = 300;
  private static final int FILES = 10_000;

  private final RandomTexts texts = new RandomTexts(425);

  @Test
  void targetsHaveTheSameTagsInTheSameOrder() {
    Oracle oracle = new Oracle();
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < TARGETS; i++) {
      Target target = TargetName.parse(targetName());
      Libc libc = target.libc();
      targets.add(target);
      oracle.ask(
          "target_tags",
          target.python().implementation(),
          target.python().minor(),
          target.python().freeThreaded(),
          target.machine(),
          libc.family().id(),
          List.of(libc.version().part(0), libc.version().part(1)));
    }
    List<JsonNode> answers = oracle.answers();
    for (int i = 0; i < TARGETS; i++) {
      assertThat(TargetTags.of(targets.get(i)).tags())
          .as(targets.get(i).name())
          .map(Object::toString)
          .containsExactlyElementsOf(answers.get(i).valueStream().map(JsonNode::asString).toList());
    }
  }

  private String targetName() {
    String machine =
        texts.one(
            List.of(
                "x86_64",
                "aarch64",
                "i686",
                "armv7l",
                "armv8l",
                "loongarch64",
                "riscv64",
                "ppc64le",
                "s390x",
                "sw_64",
                "mips64"));
    String libc =
        texts.chance(75)
            ? "glibc2." + (4 + texts.random.nextInt(40))
            : "musl1." + texts.random.nextInt(6);
    String python =
        texts.one(
            List.of(
                "cp37",
                "cp38",
                "cp39",
                "cp310",
                "cp311",
                "cp312",
                "cp313",
                "cp313t",
                "cp314t",
                "cp3.11.9",
                "pp39",
                "pp310"));
    return "linux-" + machine + "-" + libc + "-" + python;
  }

  @Test
  void wheelNamesAreTakenApartAlike() {
    Oracle oracle = new Oracle();
    List<String> cases = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      cases.add(texts.perhapsMutated(wheelName(), 40));
      oracle.ask("wheel", cases.getLast());
    }
    List<JsonNode> answers = oracle.answers();
    for (int i = 0; i < FILES; i++) {
      Optional<WheelFilename> own = WheelFilename.findWheel(cases.get(i));
      JsonNode answer = answers.get(i);
      if (own.isEmpty() && isDeclaredDeviation(answer)) {
        continue;
      }
      assertThat(own.isPresent()).as(cases.get(i)).isEqualTo(!answer.isNull());
      if (own.isPresent()) {
        WheelFilename wheel = own.get();
        assertThat(wheel.name().normalized()).isEqualTo(answer.get(0).asString());
        assertThat(wheel.version()).hasToString(answer.get(1).asString());
        assertThat(wheel.build().map(BuildTag::toString).orElse(""))
            .isEqualTo(answer.get(2).asString());
        assertThat(wheel.tagNames().stream().sorted())
            .as(cases.get(i))
            .containsExactlyElementsOf(
                answer.get(3).valueStream().map(JsonNode::asString).toList());
      }
    }
  }

  @Test
  void sourceNamesAreTakenApartAlike() {
    Oracle oracle = new Oracle();
    List<String> cases = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      String name = texts.name() + "-" + texts.version() + texts.one(List.of(".tar.gz", ".zip"));
      cases.add(texts.perhapsMutated(name, 40));
      oracle.ask("sdist", cases.getLast());
    }
    List<JsonNode> answers = oracle.answers();
    for (int i = 0; i < FILES; i++) {
      Optional<SdistFilename> own =
          SdistFilename.findSdist(cases.get(i))
              .filter(each -> List.of(".tar.gz", ".zip").contains(each.extension()));
      JsonNode answer = answers.get(i);
      if (own.isEmpty() && isDeclaredDeviation(answer)) {
        continue;
      }
      assertThat(own.map(each -> each.name() + " " + each.version()).orElse(""))
          .as(cases.get(i))
          .isEqualTo(
              answer.isNull() ? "" : answer.get(0).asString() + " " + answer.get(1).asString());
    }
  }

  /**
   * A name that PEP 508 does not allow, which the library overlooks in file names, or an
   * interpreter with letters beyond ASCII.
   */
  private static boolean isDeclaredDeviation(JsonNode answer) {
    return !answer.isNull()
        && (!answer.get(0).asString().matches("[a-z0-9]+(-[a-z0-9]+)*")
            || answer.toString().chars().anyMatch(c -> c > 127));
  }

  private String wheelName() {
    String build = texts.chance(15) ? "-" + texts.one(List.of("1", "2_local", "x")) : "";
    String python = texts.one(List.of("py3", "py2.py3", "cp311", "cp310.cp311", "CP39", "pp39"));
    String abi = texts.one(List.of("none", "abi3", "cp311", "cp310.cp311"));
    String platform =
        texts.one(
            List.of(
                "any",
                "linux_x86_64",
                "manylinux_2_17_x86_64.manylinux2014_x86_64",
                "win_amd64",
                "macosx_11_0_arm64"));
    return texts.name().replace('-', '_')
        + "-"
        + texts.version().replace('-', '_')
        + build
        + "-"
        + String.join("-", python, abi, platform)
        + ".whl";
  }
}
