package dev.ferry.bundle.spec;

import dev.ferry.bundle.yaml.Mistakes;
import dev.ferry.bundle.yaml.YamlFile;
import dev.ferry.bundle.yaml.YamlNode;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads {@code ferry.yaml} ({@code docs/formats/spec.md}). All mistakes are reported together, each
 * with line and column, as one {@link Failure#USAGE} failure.
 */
public final class SpecReader {
  private SpecReader() {}

  /** Reads a file of at most 1 MiB. */
  public static EnvironmentSpec read(Path file) {
    return read(bytes(file), file.toString());
  }

  /** The keys of a file that {@link #read} accepts. */
  static YamlNode.Mapping mapping(Path file) {
    Optional<YamlNode> root = YamlFile.read(bytes(file), new Mistakes(file.toString()));
    return root.map(YamlNode.Mapping.class::cast).orElseThrow();
  }

  private static byte[] bytes(Path file) {
    try (InputStream in = InputFile.open(file)) {
      return in.readNBytes(YamlFile.LIMIT + 1);
    } catch (NoSuchFileException e) {
      throw new FerryException(Failure.USAGE, Text.of("no file `%s`", "没有文件 `%s`", file), e);
    } catch (IOException e) {
      throw DiskFailure.of(e, file);
    }
  }

  /**
   * Reads bytes.
   *
   * @param label the file as messages name it
   */
  public static EnvironmentSpec read(byte[] bytes, String label) {
    Mistakes mistakes = new Mistakes(label);
    Optional<YamlNode> root = YamlFile.read(bytes, mistakes);
    mistakes.throwIfAny();
    if (root.isEmpty() || (root.get() instanceof YamlNode.Scalar scalar && scalar.isNull())) {
      return EnvironmentSpec.empty();
    }
    if (!(root.get() instanceof YamlNode.Mapping mapping)) {
      mistakes.add(
          root.get().place(),
          Text.of("want keys with values, `name: ...` first", "应为键和值，例如 `name: ...`"));
      mistakes.throwIfAny();
      throw new IllegalStateException("a mistake was added");
    }
    EnvironmentSpec spec = SpecFields.read(mapping, mistakes);
    mistakes.throwIfAny();
    return spec;
  }
}
