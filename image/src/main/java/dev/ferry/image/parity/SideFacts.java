package dev.ferry.image.parity;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * What a side says of itself in {@code side.json}; all empty where it wrote none.
 *
 * @param framework its version, {@code paddle 3.2.2}
 * @param loader the function that loaded the model
 * @param onednn whether it computed with oneDNN
 */
public record SideFacts(
    Optional<String> framework, Optional<String> loader, Optional<Onednn> onednn) {
  private static final int LONGEST = 65_536;
  private static final int LONGEST_WORD = 100;

  static SideFacts read(Path outputs) {
    Path file = outputs.resolve("side.json");
    if (!Files.isRegularFile(file)) {
      return new SideFacts(Optional.empty(), Optional.empty(), Optional.empty());
    }
    try {
      if (Files.size(file) > LONGEST) {
        throw bad(file, Text.of("longer than %d bytes", "超过 %d 字节", LONGEST));
      }
      JsonNode fields = new ObjectMapper().readTree(Files.readAllBytes(file));
      Optional<String> version = word(file, fields, "version");
      return new SideFacts(
          word(file, fields, "framework").map(name -> name + version.map(" "::concat).orElse("")),
          word(file, fields, "loader"),
          onednn(file, fields));
    } catch (JacksonException notJson) {
      throw bad(file, Text.of("not JSON", "不是 JSON"));
    } catch (IOException e) {
      throw DiskFailure.of(e, file);
    }
  }

  private static Optional<Onednn> onednn(Path file, JsonNode fields) {
    JsonNode value = fields.path("onednn");
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isBoolean()) {
      throw bad(file, Text.of("bad value for `onednn`", "`onednn` 的值有误"));
    }
    return Optional.of(value.booleanValue() ? Onednn.ON : Onednn.OFF);
  }

  private static Optional<String> word(Path file, JsonNode fields, String name) {
    JsonNode value = fields.path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isString()
        || value.stringValue().length() > LONGEST_WORD
        || value.stringValue().chars().anyMatch(Character::isISOControl)) {
      throw bad(file, Text.of("bad value for `%s`", "`%s` 的值有误", name));
    }
    return Optional.of(value.stringValue());
  }

  private static FerryException bad(Path file, Text what) {
    return new FerryException(Failure.VERIFICATION, Text.of("`%s`: %s", "`%s`：%s", file, what));
  }
}
