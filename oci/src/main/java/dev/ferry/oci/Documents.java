package dev.ferry.oci;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.ParserWords;
import dev.ferry.model.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What all documents of the format share: size, syntax, schema version, media type. */
final class Documents {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(Manifest.LIMIT)
                          .maxNestingDepth(32)
                          .maxNumberLength(20)
                          .maxNameLength(1024)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Documents() {}

  static byte[] bounded(byte[] bytes) {
    if (bytes.length >= Manifest.LIMIT) {
      throw new FerryException(
          Failure.REFUSED,
          Text.of(
              "Cannot write a manifest: got %d bytes, want fewer than %d, the limit of registries",
              "无法写入清单：得到 %d 字节，应少于 %d 字节（镜像仓库的上限）", bytes.length, Manifest.LIMIT));
    }
    return bytes;
  }

  static JsonFields object(String where, byte[] bytes) {
    if (bytes.length >= Manifest.LIMIT) {
      throw unreadable(where, Text.of("4 MiB or larger", "达到或超过 4 MiB"));
    }
    try {
      return new JsonFields(where, "", MAPPER.readTree(bytes));
    } catch (JacksonException wrong) {
      throw unreadable(where, Text.same(ParserWords.plain(wrong.getOriginalMessage())));
    }
  }

  static JsonFields read(String where, byte[] bytes, String mediaType) {
    JsonFields fields = object(where, bytes);
    if (fields.size("schemaVersion") != 2) {
      throw fields.bad("schemaVersion", "2");
    }
    // Optional in an index by the specification; a wrong one is a wrong document.
    fields
        .findString("mediaType")
        .filter(type -> !type.equals(mediaType))
        .ifPresent(
            type -> {
              throw fields.bad("mediaType", mediaType);
            });
    return fields;
  }

  private static FerryException unreadable(String where, Text why) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of("Cannot read `%s` as JSON: %s", "无法把 `%s` 读作 JSON：%s", where, why));
  }
}
