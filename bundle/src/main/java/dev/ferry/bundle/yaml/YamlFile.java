package dev.ferry.bundle.yaml;

import dev.ferry.model.Text;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The bytes of a file as a tree. */
public final class YamlFile {
  /** Largest file, bytes. */
  public static final int LIMIT = 1 << 20;

  private YamlFile() {}

  /** What a file holds; empty, with a mistake noted, where it cannot be read as YAML. */
  public static Optional<YamlNode> read(byte[] bytes, Mistakes mistakes) {
    if (bytes.length > LIMIT) {
      mistakes.add(new Place(1, 1), Text.of("larger than 1 MiB", "大于 1 MiB"));
      return Optional.empty();
    }
    try {
      return YamlTree.read(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      mistakes.add(new Place(1, 1), Text.of("not UTF-8", "不是 UTF-8"));
      return Optional.empty();
    } catch (YamlTree.Unreadable e) {
      mistakes.add(e.place(), e.text());
      return Optional.empty();
    }
  }
}
