package dev.ferry.carry.parcel;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which parts an earlier run has written already. */
final class ExistingParts {
  private ExistingParts() {}

  static SortedSet<Integer> right(
      ParcelPlan plan, Path folder, SortedSet<Integer> wanted, Progress progress) {
    SortedSet<Integer> right = new TreeSet<>();
    SortedSet<Integer> present = new TreeSet<>();
    for (int part : wanted) {
      if (Files.exists(folder.resolve(plan.layout().name(part)))) {
        present.add(part);
      }
    }
    Text what =
        Text.of("Checking %s already there", "检查已有的 %s", Text.count(present.size(), "part", "个分卷"));
    if (!present.isEmpty()) {
      try (Progress.Task task = progress.start(what, plan.bytes(present))) {
        for (int part : present) {
          if (isRight(plan, folder.resolve(plan.layout().name(part)), part, task)) {
            right.add(part);
          }
        }
      }
    }
    return right;
  }

  /** Headers only: what else a part is is looked at when it is written. */
  static void requireNoOther(ParcelPlan plan, Path folder) {
    for (int part : plan.allParts()) {
      Path file = folder.resolve(plan.layout().name(part));
      try (InputStream in = Files.newInputStream(file)) {
        PartHeader.find(in.readNBytes(PartHeader.SIZE))
            .filter(header -> !header.parcel().equals(plan.id()))
            .ifPresent(
                header -> {
                  throw foreign(plan, file, header);
                });
      } catch (IOException absent) {
        // What is not there or cannot be read is written.
      }
    }
  }

  private static boolean isRight(ParcelPlan plan, Path file, int part, Progress.Task task) {
    try (InputStream in = Files.newInputStream(file)) {
      Optional<PartHeader> found = PartHeader.find(in.readNBytes(PartHeader.SIZE));
      if (found.isPresent() && !found.get().parcel().equals(plan.id())) {
        throw foreign(plan, file, found.get());
      }
      return found.isPresent()
          && found.get().equals(DataPartWriter.header(plan, part, found.get().digest()))
          && hash(in, task).equals(found.get().digest());
    } catch (IOException unreadable) {
      // What cannot be read is written again, and fails there if the medium is gone.
      return false;
    }
  }

  private static Digest hash(InputStream in, Progress.Task task) throws IOException {
    MessageDigest digest = Digest.sha256();
    byte[] buffer = new byte[PartLayout.SLICE];
    int count;
    while ((count = in.read(buffer)) >= 0) {
      digest.update(buffer, 0, count);
      task.advance(count);
    }
    return Digest.from(digest.digest());
  }

  private static FerryException foreign(ParcelPlan plan, Path file, PartHeader header) {
    return new FerryException(
            Failure.REFUSED,
            Text.of(
                "Cannot write parcel `%s`: `%s` is part %d of parcel `%s`",
                "无法写入包裹 `%s`：`%s` 是包裹 `%4$s` 的第 %3$d 卷",
                plan.id().abbreviated(),
                file,
                header.part(),
                header.parcel().abbreviated()))
        .hint(
            Text.of(
                "Choose an empty folder with `-o`: one folder for each parcel",
                "请用 `-o` 指定空文件夹：每个包裹一个文件夹"));
  }
}
