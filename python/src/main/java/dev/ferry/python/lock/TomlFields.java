package dev.ferry.python.lock;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** One table of a TOML file, read field by field; a bad field is named with its line. */
final class TomlFields {
  private static final int LONGEST_TEXT = 8192;

  private final TomlTable table;
  private final String label;
  private final String path;

  TomlFields(TomlTable table, String label, String path) {
    this.table = table;
    this.label = label;
    this.path = path;
  }

  String text(String key) {
    return findText(key).orElseThrow(() -> missing(key));
  }

  Optional<String> findText(String key) {
    Object value = value(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text && text.length() <= LONGEST_TEXT) {
      return Optional.of(text);
    }
    throw bad(key, "a string of at most " + LONGEST_TEXT + " characters");
  }

  /** A text that another parser reads. */
  <T> T parsed(String key, Function<String, T> parser, String want) {
    return findParsed(key, parser, want).orElseThrow(() -> missing(key));
  }

  <T> Optional<T> findParsed(String key, Function<String, T> parser, String want) {
    try {
      return findText(key).map(parser);
    } catch (IllegalArgumentException | FerryException wrong) {
      throw bad(key, want);
    }
  }

  boolean flag(String key, boolean otherwise) {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw bad(key, "`true` or `false`");
  }

  OptionalLong findNumber(String key) {
    Object value = value(key);
    if (value == null) {
      return OptionalLong.empty();
    }
    if (value instanceof Long number && number >= 0) {
      return OptionalLong.of(number);
    }
    throw bad(key, "a number, 0 or more");
  }

  Optional<Instant> findTime(String key) {
    Object value = value(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof OffsetDateTime time) {
      return Optional.of(time.toInstant());
    }
    throw bad(key, "a date and time with its offset");
  }

  Optional<Digest> findSha256(String key) {
    return findText(key)
        .map(hex -> Digest.findHex(hex).orElseThrow(() -> bad(key, "64 hex digits")));
  }

  Optional<URI> findUrl(String key) {
    return findParsed(key, URI::create, "a URL");
  }

  Optional<TomlFields> findTable(String key) {
    Object value = value(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof TomlTable inner) {
      return Optional.of(new TomlFields(inner, label, at(key)));
    }
    throw bad(key, "a table");
  }

  /** The tables of an array; none if it is absent. */
  List<TomlFields> tables(String key, int most) {
    List<TomlFields> result = new ArrayList<>();
    TomlArray array = array(key, most);
    for (int i = 0; i < array.size(); i++) {
      if (!(array.get(i) instanceof TomlTable inner)) {
        throw bad(key, "tables");
      }
      result.add(new TomlFields(inner, label, at(key) + "[" + i + "]"));
    }
    return result;
  }

  List<String> texts(String key, int most) {
    List<String> result = new ArrayList<>();
    TomlArray array = array(key, most);
    for (int i = 0; i < array.size(); i++) {
      if (!(array.get(i) instanceof String text) || text.length() > LONGEST_TEXT) {
        throw bad(key, "strings");
      }
      result.add(text);
    }
    return result;
  }

  private TomlArray array(String key, int most) {
    Object value = value(key);
    if (value == null) {
      return org.tomlj.Toml.parse("x = []").getArrayOrEmpty("x");
    }
    if (value instanceof TomlArray array && array.size() <= most) {
      return array;
    }
    throw bad(key, "an array of at most " + most);
  }

  private @Nullable Object value(String key) {
    return table.get(List.of(key));
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  FerryException missing(String key) {
    return fault(Text.of("`%s` is missing", "缺少 `%s`", at(key)));
  }

  FerryException bad(String key, String want) {
    TomlPosition position = table.inputPositionOf(List.of(key));
    return fault(
        Text.of(
            "line %s: bad value for `%s`, want %s",
            "第 %s 行：`%s` 的值有误，应为 %s", position == null ? "?" : position.line(), at(key), want));
  }

  FerryException fault(Text what) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of("The lock `%s` cannot be used: %s", "锁文件 `%s` 不可用：%s", label, what));
  }
}
