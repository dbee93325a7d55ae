package dev.ferry.cli.command;

import dev.ferry.cli.output.Console;
import dev.ferry.model.DataSize;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.Platform;
import dev.ferry.oci.archive.ArchiveWriter;
import dev.ferry.oci.archive.ImageGraph;
import dev.ferry.oci.registry.Pull;
import dev.ferry.oci.registry.name.ImageName;
import dev.ferry.store.LocalBlobStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ferry image pull}: an image of a registry into an archive. */
@Command(name = "pull")
final class ImagePullCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private RegistryArguments registry = new RegistryArguments();

  @Parameters(paramLabel = "NAME", arity = "1", descriptionKey = "image.pull.name")
  private String name = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      descriptionKey = "image.pull.output")
  private String output = "";

  @Option(
      names = "--platform",
      paramLabel = "OS/ARCH[/VARIANT]",
      descriptionKey = "image.pull.platform")
  private Optional<String> platform = Optional.empty();

  @Option(names = "--replace", descriptionKey = "image.pull.replace")
  private boolean replace;

  @Option(names = "--dry-run", descriptionKey = "image.pull.dry-run")
  private boolean dryRun;

  ImagePullCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    ImageName image = ImageName.parse(name);
    Optional<Platform> wanted = platform.map(ImagePullCommand::platform);
    Path file = invocation.path(output);
    if (!dryRun && !replace && Files.exists(file)) {
      throw new FerryException(
              Failure.REFUSED, Text.of("Cannot write `%s`: it exists", "无法写入 `%s`：它已存在", file))
          .hint(Text.of("Write over it with `--replace`", "用 `--replace` 覆盖"));
    }
    try (Pull pull =
        new Pull(image, registry.settings(invocation), invocation.console().progress())) {
      ImageGraph graph = pull.plan(wanted);
      if (!dryRun) {
        LocalBlobStore blobs = store.open(invocation);
        pull.run(graph, blobs);
        new ArchiveWriter(graph, blobs, tagged(image)).write(file, invocation.console().progress());
      }
      return report(graph, file);
    }
  }

  private static Optional<String> tagged(ImageName image) {
    return image
        .tag()
        .map(tag -> new ImageName(image.repository(), Optional.of(tag), Optional.empty()))
        .map(ImageName::toString);
  }

  private static Platform platform(String text) {
    String[] words = text.split("/", -1);
    if (words.length < 2 || words.length > 3 || List.of(words).contains("")) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "bad value for `--platform`: got `%s`, want `linux/amd64` or `linux/arm64/v8`",
              "`--platform` 的值有误：是 `%s`，应为 `linux/amd64` 或 `linux/arm64/v8`", text));
    }
    Optional<String> variant = words.length == 3 ? Optional.of(words[2]) : Optional.empty();
    return new Platform(words[0], words[1], variant);
  }

  private int report(ImageGraph image, Path file) {
    Console console = invocation.console();
    if (console.isJson()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("file", dryRun ? Optional.empty() : Optional.of(file));
      document.put("digest", image.root().digest());
      document.put("bytes", image.size());
      document.put("blobs", image.blobs().size());
      document.put(
          "referrers",
          image.referrers().stream().map(Descriptor::digest).map(Object::toString).toList());
      console.document(document);
      return 0;
    }
    console.say(
        Text.of(
            dryRun ? "would pull %s: %s, %s" : "pulled %s: %s, %s",
            dryRun ? "将拉取 %s：%s，%s" : "已拉取 %s：%s，%s",
            image.root().digest(),
            Text.count(image.blobs().size(), "blob", "个数据块"),
            new DataSize(image.size())));
    console.print(dryRun ? image.root().digest().toString() : file.toString());
    return 0;
  }

  @Override
  public String toString() {
    return "image pull " + name + " " + global;
  }
}
