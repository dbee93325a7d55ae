package dev.ferry.python.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.model.Libc;
import dev.ferry.model.Target;
import dev.ferry.model.TargetName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the real script under real shells. */
@Tag("system")
class ProbeScriptTest {
  @TempDir Path folder;

  private Path script() throws IOException {
    return Files.writeString(folder.resolve("probe.sh"), HostTarget.script());
  }

  private static byte[] run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    byte[] output = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).as(command.toString()).isZero();
    return output;
  }

  private List<String> shell(String shell) throws IOException {
    List<String> command = new ArrayList<>(List.of(shell.split(" ", -1)));
    command.add(script().toString());
    return command;
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "bash --posix", "busybox sh"})
  void everyShellMeasuresThisMachine(String shell) throws Exception {
    byte[] document = run(shell(shell));
    JsonNode probe = JsonMapper.shared().readTree(document);
    assertThat(probe.get("machine").stringValue()).isEqualTo(output("uname", "-m"));
    assertThat(probe.get("page_size").intValue())
        .isEqualTo(Integer.parseInt(output("getconf", "PAGESIZE")));
    assertThat(probe.get("memory").get("total_kib").longValue()).isPositive();
    assertThat(probe.get("disks").size()).isPositive();
    assertThat(probe.get("cpu").get("flags").size()).isPositive();
    Target target = ProbeReader.parse(document, shell, Optional.empty());
    assertThat(TargetName.parse(target.name()).name()).isEqualTo(target.name());
    assertThat(target.measuredMarkers()).hasSize(11).containsEntry("sys_platform", "linux");
    assertThat(probe.get("pythons").get(0).get("version").stringValue())
        .isEqualTo(
            output(
                "python3", "-c", "import sys; print('%d.%d.%d' % sys.version_info[:3], end='')"));
  }

  @Test
  void everyShellSaysTheSame() throws Exception {
    List<JsonNode> answers = new ArrayList<>();
    for (String shell : List.of("dash", "bash", "busybox sh")) {
      answers.add(JsonMapper.shared().readTree(run(shell(shell))));
    }
    for (String field : List.of("os_release", "cpu", "libc", "libstdcxx", "pythons", "nvidia")) {
      assertThat(answers.get(1).get(field)).as(field).isEqualTo(answers.get(0).get(field));
      assertThat(answers.get(2).get(field)).as(field).isEqualTo(answers.get(0).get(field));
    }
  }

  @Test
  void hostIsMeasured() {
    Target target = TargetArgument.resolve("host");
    assertThat(target.os()).isEqualTo("linux");
    assertThat(target.libc().family()).isIn((Object[]) Libc.Family.values());
  }

  @Test
  void shellcheckFindsNothing() throws Exception {
    run(List.of("shellcheck", "-s", "sh", script().toString()));
  }

  /** A root file system with busybox and nothing else: no getconf, no ldd, no Python, no proc. */
  @Test
  void barestMachineWithHostileRelease() throws Exception {
    assumeTrue(output("id", "-u").equals("0"), "chroot needs root");
    Path root = bareRoot();
    Files.write(
        root.resolve("etc/os-release"),
        ("ID=\"a\\\"b\\\\c\\$d\"\nVERSION_ID='x\"y'\nPRETTY_NAME=\"银河麒麟 \u0001\u001b[31m $(id) `id` \t"
                + "😀\"\nID_LIKE=\"")
            .getBytes(StandardCharsets.UTF_8));
    Files.write(
        root.resolve("etc/os-release"),
        new byte[] {(byte) 0xff, (byte) 0xc3, '"', '\n'},
        java.nio.file.StandardOpenOption.APPEND);
    List<Path> before = listed(root);
    JsonNode probe =
        JsonMapper.shared()
            .readTree(
                run(
                    List.of(
                        "env",
                        "-i",
                        "PATH=/usr/sbin:/usr/bin:/bin",
                        "chroot",
                        root.toString(),
                        "/bin/busybox",
                        "sh",
                        "/probe.sh")));
    JsonNode release = probe.get("os_release");
    assertThat(release.get("id").stringValue()).isEqualTo("a\"b\\c$d");
    assertThat(release.get("version_id").stringValue()).isEqualTo("x\"y");
    assertThat(release.get("pretty_name").stringValue())
        .isEqualTo("银河麒麟 \u0001\u001b[31m $(id) `id` \t😀");
    assertThat(release.get("id_like").stringValue()).isEqualTo("\ufffd\ufffd");
    assertThat(probe.get("pythons").size()).isZero();
    assertThat(probe.get("libstdcxx").isNull()).isTrue();
    assertThat(probe.get("nvidia").isNull()).isTrue();
    assertThat(listed(root)).as("nothing was written").isEqualTo(before);
  }

  private static List<Path> listed(Path root) throws Exception {
    try (var files = Files.walk(root)) {
      return files.sorted().toList();
    }
  }

  private Path bareRoot() throws Exception {
    Path root = Files.createDirectories(folder.resolve("root"));
    Files.createDirectories(root.resolve("bin"));
    Files.createDirectories(root.resolve("etc"));
    Path device = Files.createDirectories(root.resolve("dev")).resolve("null");
    run(List.of("mknod", "-m", "666", device.toString(), "c", "1", "3"));
    Files.copy(script(), root.resolve("probe.sh"));
    String busybox = output("sh", "-c", "command -v busybox");
    Files.copy(Path.of(busybox), root.resolve("bin/busybox"));
    Matcher library =
        Pattern.compile("(/\\S+) \\(0x").matcher(output("sh", "-c", "ldd " + busybox + " || :"));
    while (library.find()) {
      Path there = root.resolve(library.group(1).substring(1));
      Files.createDirectories(there.getParent());
      Files.copy(Path.of(library.group(1)), there);
    }
    for (String applet : List.of("sh", "uname", "tr", "grep", "df", "timeout", "true")) {
      Files.createSymbolicLink(root.resolve("bin/" + applet), Path.of("busybox"));
    }
    return root;
  }

  private static String output(String... command) throws Exception {
    return new String(run(List.of(command)), StandardCharsets.UTF_8).strip();
  }
}
