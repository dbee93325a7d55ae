package dev.ferry.carry.parcel;

import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a manifest that somebody else wrote. What was read is spelled again and must be the same
 * bytes: then nothing is in it that this reader did not see.
 */
final class ManifestReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(ManifestCodec.LARGEST)
                  .maxStringLength(ManifestCodec.LARGEST)
                  .maxNestingDepth(32)
                  .maxNumberLength(20)
                  .maxNameLength(4096)
                  .build())
          .build();

  private final String where;
  private final byte[] bytes;
  private long format = -1;
  private long payload = -1;
  private long slice = -1;
  private long data = -1;
  private long parity = -1;
  private long size = -1;
  private String suffix = "";
  private byte[] slices = {};
  private byte[] goods = {};

  private ManifestReader(String where, byte[] bytes) {
    this.where = where;
    this.bytes = bytes;
  }

  static ParcelManifest read(String where, byte[] bytes) {
    ManifestReader reader = new ManifestReader(where, bytes);
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
      reader.object(parser);
      if (parser.nextToken() != null) {
        throw ManifestCodec.bad(where, Text.of("something follows its end", "结尾之后还有内容"));
      }
    } catch (JacksonException wrong) {
      throw ManifestCodec.bad(where, Text.of("it is not JSON", "不是 JSON"));
    }
    return reader.manifest();
  }

  private void object(JsonParser parser) {
    want(parser.nextToken() == JsonToken.START_OBJECT, "manifest", "an object");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "format" -> format = number(parser, name);
        case "payload" -> payload = number(parser, name);
        case "slice" -> slice = number(parser, name);
        case "slices" -> slices = base64(parser, name);
        case "goods" -> goods = goods(parser);
        case "parts" -> parts(parser);
        default -> throw unknown(name);
      }
    }
  }

  private void parts(JsonParser parser) {
    want(parser.currentToken() == JsonToken.START_OBJECT, "parts", "an object");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "data" -> data = number(parser, "parts.data");
        case "parity" -> parity = number(parser, "parts.parity");
        case "size" -> size = number(parser, "parts.size");
        case "suffix" -> suffix = string(parser, "parts.suffix");
        default -> throw unknown("parts." + name);
      }
    }
  }

  /** Its own bytes, because it is the caller's to read. */
  private byte[] goods(JsonParser parser) {
    want(parser.currentToken() == JsonToken.START_OBJECT, "goods", "an object");
    TokenStreamLocation start = parser.currentTokenLocation();
    parser.skipChildren();
    TokenStreamLocation end = parser.currentLocation();
    long length = end.getByteOffset() - start.getByteOffset();
    want(
        length <= ManifestCodec.LARGEST_GOODS,
        "goods",
        "at most " + ManifestCodec.LARGEST_GOODS + " bytes");
    return Arrays.copyOfRange(bytes, (int) start.getByteOffset(), (int) end.getByteOffset());
  }

  private long number(JsonParser parser, String field) {
    want(
        parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
            && parser.getLongValue() >= 0
            && parser.getLongValue() <= PartLayout.LARGEST_PAYLOAD,
        field,
        "a number from 0 to " + PartLayout.LARGEST_PAYLOAD);
    return parser.getLongValue();
  }

  private String string(JsonParser parser, String field) {
    want(parser.currentToken() == JsonToken.VALUE_STRING, field, "a string");
    return parser.getString();
  }

  private ParcelManifest manifest() {
    want(format == 1, "format", "1");
    want(slice == PartLayout.SLICE, "slice", String.valueOf(PartLayout.SLICE));
    want(goods.length > 0, "goods", "an object");
    want(data <= PartLayout.MOST_PARTS, "parts.data", "at most " + PartLayout.MOST_PARTS);
    want(parity <= PartLayout.MOST_PARTS_WITH_PARITY, "parts.parity", "at most 255");
    PartLayout layout;
    try {
      layout = new PartLayout(payload, size, (int) data, (int) parity, suffix);
    } catch (IllegalArgumentException wrong) {
      throw ManifestCodec.bad(where, Text.same(String.valueOf(wrong.getMessage())));
    }
    want(
        slices.length == layout.slices() * (long) ParcelManifest.DIGEST,
        "slices",
        layout.slices() + " digests");
    ParcelManifest manifest = ManifestCodec.manifest(layout, slices, goods);
    want(Arrays.equals(manifest.bytes(), bytes), "manifest", "canonical JSON");
    return manifest;
  }

  private byte[] base64(JsonParser parser, String field) {
    want(parser.currentToken() == JsonToken.VALUE_STRING, field, "a string");
    try {
      return parser.getBinaryValue();
    } catch (JacksonException wrong) {
      want(false, field, "base64");
      return new byte[0];
    }
  }

  private FerryException unknown(String field) {
    String shown = field.length() > 40 ? field.substring(0, 40) + "…" : field;
    return ManifestCodec.bad(where, Text.of("unknown key `%s`", "未知的键 `%s`", shown));
  }

  private void want(boolean right, String field, String want) {
    if (!right) {
      throw ManifestCodec.bad(
          where, Text.of("bad value for `%s`: want %s", "字段 `%s` 的值有误：应为 %s", field, want));
    }
  }
}
