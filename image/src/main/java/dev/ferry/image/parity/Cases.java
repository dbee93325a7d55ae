package dev.ferry.image.parity;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Folders of {@code .npy} files, one folder a case. */
final class Cases {
  private static final String ENDING = ".npy";

  private Cases() {}

  /**
   * The names of the cases of a folder, sorted.
   *
   * @throws FerryException of kind USAGE where there is none, or one without inputs
   */
  static List<String> names(Path inputs) {
    SortedMap<String, Path> folders = new TreeMap<>();
    if (Files.isDirectory(inputs)) {
      list(inputs).stream()
          .filter(Files::isDirectory)
          .forEach(folder -> folders.put(folder.getFileName().toString(), folder));
    }
    if (folders.isEmpty()) {
      throw bad(Text.of("`%s` holds no folder of a case", "`%s` 中没有用例文件夹", inputs));
    }
    folders.forEach(
        (name, folder) -> {
          if (tensors(folder).isEmpty()) {
            throw bad(Text.of("case `%s` has no `.npy` file", "用例 `%s` 没有 `.npy` 文件", name));
          }
        });
    return List.copyOf(folders.keySet());
  }

  /** The {@code .npy} files of a folder by their name without ending; empty if it is absent. */
  static SortedMap<String, Path> tensors(Path folder) {
    SortedMap<String, Path> tensors = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      for (Path file : list(folder)) {
        String name = file.getFileName().toString();
        if (name.endsWith(ENDING) && Files.isRegularFile(file)) {
          tensors.put(name.substring(0, name.length() - ENDING.length()), file);
        }
      }
    }
    return tensors;
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw DiskFailure.of(e, folder);
    }
  }

  private static FerryException bad(Text what) {
    return new FerryException(Failure.USAGE, what)
        .hint(Text.of("inputs are `INPUTS/<case>/<input>.npy`", "输入为 `INPUTS/<case>/<input>.npy`"));
  }
}
