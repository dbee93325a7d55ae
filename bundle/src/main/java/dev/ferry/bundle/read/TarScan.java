package dev.ferry.bundle.read;

import dev.ferry.model.Text;
import dev.ferry.oci.archive.Extent;
import dev.ferry.oci.archive.TarMembers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The names of a bundle's tar. A hard link is a second name of an earlier member; what is neither
 * that, nor a regular file, nor a folder, is a problem.
 */
final class TarScan {
  private final SortedMap<String, Extent> files = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();

  static Container scan(Path tar) {
    TarScan scan = new TarScan();
    TarMembers.read(tar, Container.MOST, TarMembers.Filling.ZEROS, scan::named);
    return new Container(tar, scan.files, scan.problems);
  }

  private void named(char type, String path, String link, Extent extent) {
    if (path.startsWith("/") || List.of(path.split("/", -1)).contains("..")) {
      problem(path, Text.of("a name that leads out of the bundle", "名字指向包外"));
    } else if (type == '1') {
      Extent target = files.get(link);
      if (target == null) {
        problem(
            path,
            Text.of("a link to `%s`, which is no earlier member", "指向 `%s` 的链接，但前面没有这个成员", link));
      } else {
        file(path, target);
      }
    } else if (type == '0') {
      file(path, extent);
    } else if (type != '5') {
      problem(path, Text.of("neither a regular file nor a folder", "既不是普通文件也不是目录"));
    }
  }

  private void file(String path, Extent extent) {
    if (files.putIfAbsent(path, extent) != null) {
      problem(path, Text.of("it is there twice", "重复出现"));
    }
  }

  private void problem(String path, Text what) {
    problems.add(new Problem(path, what));
  }
}
