package dev.ferry.image.explain;

import dev.ferry.image.archive.ArchivedImage;
import dev.ferry.image.archive.ImageArchive;
import dev.ferry.image.json.JsonFields;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an image holds, read from its archive.
 *
 * @param platform that it runs on
 * @param manifest digest of the manifest
 * @param config digest of the config: the image ID
 * @param labels of the config
 * @param layers from the lowest up
 * @param about what the image says it left out; absent for images of others
 */
public record Explanation(
    Optional<Platform> platform,
    Digest manifest,
    Digest config,
    SortedMap<String, String> labels,
    List<LayerSummary> layers,
    Optional<LeftOutList> about) {
  public Explanation {
    layers = List.copyOf(layers);
  }

  /** What was left out. */
  public record LeftOutList(
      String variant, long rules, List<LeftOutRule> byRule, List<String> paths) {
    public LeftOutList {
      byRule = List.copyOf(byRule);
      paths = List.copyOf(paths);
    }
  }

  /** What one rule took. */
  public record LeftOutRule(String rule, Text reason, long files, long bytes) {}

  /** Sum of the blobs, bytes. */
  public long size() {
    return layers.stream().mapToLong(LayerSummary::size).sum();
  }

  /**
   * Explains every image of an archive.
   *
   * @throws FerryException of kind VERIFICATION where a byte is not what the digests say
   */
  public static List<Explanation> of(ImageArchive archive, Progress progress) {
    List<Explanation> explanations = new ArrayList<>();
    for (ArchivedImage image : archive.images()) {
      long total = image.manifest().layers().stream().mapToLong(Descriptor::size).sum();
      try (Progress.Task task = progress.start(Text.of("Reading layers", "正在读取镜像层"), total)) {
        explanations.add(of(archive, image, task));
      }
    }
    return explanations;
  }

  private static Explanation of(ImageArchive archive, ArchivedImage image, Progress.Task task) {
    JsonFields config = JsonFields.foreign("config", image.config());
    List<String> diffIds = config.object("rootfs").strings("diff_ids");
    List<Descriptor> descriptors = image.manifest().layers();
    if (diffIds.size() != descriptors.size()) {
      throw lie("diff_ids", diffIds.size(), descriptors.size());
    }
    List<String> made = history(config, descriptors.size());
    List<LayerSummary> layers = new ArrayList<>();
    Optional<LeftOutList> about = Optional.empty();
    for (int i = 0; i < descriptors.size(); i++) {
      LayerReader reader = new LayerReader(descriptors.get(i));
      LayerSummary summary = read(archive, reader, descriptors.get(i), made.get(i));
      if (!summary.diffId().toString().equals(diffIds.get(i))) {
        throw lie("diff_ids[" + i + "]", diffIds.get(i), summary.diffId());
      }
      layers.add(summary);
      Optional<LeftOutList> before = about;
      about = reader.about().map(Explanation::leftOut).or(() -> before);
      task.advance(descriptors.get(i).size());
    }
    return new Explanation(
        image.descriptor().platform(),
        image.descriptor().digest(),
        image.manifest().config().digest(),
        config
            .findObject("config")
            .filter(run -> run.has("Labels"))
            .map(run -> run.stringMap("Labels"))
            .orElseGet(TreeMap::new),
        layers,
        about);
  }

  private static LayerSummary read(
      ImageArchive archive, LayerReader reader, Descriptor layer, String made) {
    try (InputStream blob = archive.extent(layer).open()) {
      return reader.read(blob, made);
    } catch (IOException | IllegalArgumentException damaged) {
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of("Layer `%s` cannot be read: %s", "无法读取镜像层 `%s`：%s", layer.digest(), damaged),
          damaged);
    }
  }

  /** What the history says of each layer; entries without a layer are passed over. */
  private static List<String> history(JsonFields config, int count) {
    List<String> made = new ArrayList<>();
    if (config.has("history")) {
      for (JsonFields entry : config.objects("history")) {
        boolean empty = entry.has("empty_layer") && entry.flag("empty_layer");
        if (!empty) {
          made.add(entry.findString("created_by").orElse("?"));
        }
      }
    }
    while (made.size() < count) {
      made.add("?");
    }
    return made;
  }

  private static LeftOutList leftOut(byte[] document) {
    JsonFields fields = JsonFields.parse("opt/ferry/image.json", document);
    List<LeftOutRule> rules = new ArrayList<>();
    for (JsonFields rule : fields.objects("leftOut")) {
      JsonFields reason = rule.object("reason");
      rules.add(
          new LeftOutRule(
              rule.string("rule"),
              new Text(reason.string("en"), reason.string("zh")),
              rule.number("files", Long.MAX_VALUE),
              rule.number("bytes", Long.MAX_VALUE)));
    }
    return new LeftOutList(
        fields.string("variant"),
        fields.number("rules", 1_000_000),
        rules,
        fields.strings("leftOutFiles"));
  }

  private static FerryException lie(String field, Object got, Object want) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "The image's config lies: bad value for `%s`: got `%s`, want `%s`",
            "镜像配置不实：`%s` 有误：得到 `%s`，应为 `%s`", field, got, want));
  }
}
