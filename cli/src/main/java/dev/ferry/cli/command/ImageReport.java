package dev.ferry.cli.command;

import dev.ferry.cli.output.Console;
import dev.ferry.image.make.ImageMaker;
import dev.ferry.image.make.MadeImage;
import dev.ferry.image.make.MadeImage.MadePlatform;
import dev.ferry.image.variant.LeftOut;
import dev.ferry.model.DataSize;
import dev.ferry.model.Text;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tells what an image is. */
final class ImageReport {
  private ImageReport() {}

  static void say(Console console, MadeImage image) {
    console.say(
        Text.of(
            "image %s  %s", "镜像 %s  %s", image.content().name(), image.content().top().digest()));
    for (MadePlatform platform : image.platforms()) {
      console.say(
          Text.of(
              "  %s: image ID %s, %s in %s",
              "  %s：镜像 ID %s，%s，%s",
              platform.target(),
              platform.config(),
              new DataSize(platform.size()),
              Text.count(platform.layers().size(), "layer", "层")));
      for (MadeImage.MadeLayer layer : platform.layers()) {
        console.say(
            Text.same(
                "    %s  %10s  %s"
                    .formatted(
                        layer.layer().digest().hex().substring(0, 12),
                        new DataSize(layer.layer().size()),
                        layer.made())));
      }
      for (LeftOut left : platform.leftOut()) {
        console.say(
            Text.of(
                "    left out: %s, %s: %s",
                "    略去：%s，%s：%s",
                Text.count(left.files(), "file", "个文件"),
                new DataSize(left.bytes()),
                left.reason()));
      }
    }
  }

  static Map<String, Object> document(MadeImage image, Optional<Path> file) {
    Map<String, Object> fields = new LinkedHashMap<>();
    file.ifPresent(
        archive -> {
          fields.put("archive", archive);
          fields.put("recipe", ImageMaker.recipeFile(archive));
        });
    fields.put("name", image.content().name().toString());
    fields.put("digest", image.content().top().digest());
    fields.put("platforms", image.platforms().stream().map(ImageReport::platform).toList());
    return fields;
  }

  private static Map<String, Object> platform(MadePlatform platform) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("target", platform.target());
    fields.put("manifest", platform.manifest().digest());
    fields.put("imageId", platform.config());
    fields.put("size", platform.size());
    fields.put("layers", platform.layers().stream().map(ImageReport::layer).toList());
    fields.put(
        "leftOut",
        platform.leftOut().stream()
            .map(left -> Map.of("rule", left.rule(), "files", left.files(), "bytes", left.bytes()))
            .toList());
    return fields;
  }

  private static Map<String, Object> layer(MadeImage.MadeLayer made) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("digest", made.layer().digest());
    fields.put("diffId", made.layer().diffId());
    fields.put("size", made.layer().size());
    fields.put("tarSize", made.layer().tarSize());
    fields.put("made", made.made());
    return fields;
  }
}
