package dev.ferry.image.base;

import dev.ferry.image.base.GivenImage.GivenLayer;
import dev.ferry.image.json.JsonFields;
import dev.ferry.image.tar.ByteRange;
import dev.ferry.image.tar.Faults;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code docker save} writes: {@code manifest.json} names a config and its layers. */
final class DockerArchive {
  static final String MANIFEST = "manifest.json";

  private DockerArchive() {}

  /** The one image of an archive. */
  static GivenImage image(GivenFiles files) {
    String where = files.where() + "/" + MANIFEST;
    List<JsonFields> images = JsonFields.foreignArray(where, files.document(MANIFEST));
    if (images.size() != 1) {
      throw several(files.where(), images);
    }
    JsonFields image = images.getFirst();
    String name = image.string("Config");
    ImageConfig config = ImageConfig.parse(files.where() + "/" + name, files.document(name));
    List<String> paths = image.strings("Layers");
    if (paths.size() != config.diffIds().size()) {
      throw image.bad("Layers", config.diffIds().size() + " layers, as many as `diff_ids`");
    }
    List<GivenLayer> layers = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      String path = paths.get(i);
      ByteRange bytes =
          files
              .find(path)
              .orElseThrow(() -> image.bad("Layers", "layers in the archive, `" + path + "`"));
      layers.add(
          new GivenLayer(
              files.where() + "/" + Faults.shown(path),
              bytes.size(),
              bytes::stream,
              Optional.empty(),
              Optional.of(config.diffIds().get(i)),
              Optional.empty()));
    }
    return new GivenImage(Optional.of(config.platform()), config.env(), layers);
  }

  private static FerryException several(String where, List<JsonFields> images) {
    List<String> names = new ArrayList<>();
    for (JsonFields image : images) {
      List<String> tags = image.findStrings("RepoTags");
      names.add(Faults.shown(tags.isEmpty() ? image.string("Config") : tags.getFirst()));
    }
    return new FerryException(
            Failure.VERIFICATION,
            Text.of(
                "Cannot import `%s`: it holds %d images (%s), want one",
                "无法导入 `%s`：其中有 %d 个镜像（%s），应为一个", where, images.size(), String.join(", ", names)))
        .hint(
            Text.of(
                "Save one image alone: `docker save NAME -o FILE`",
                "请只保存一个镜像：`docker save NAME -o FILE`"));
  }
}
