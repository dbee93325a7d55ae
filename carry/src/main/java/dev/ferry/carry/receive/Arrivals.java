package dev.ferry.carry.receive;

import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Item;
import dev.ferry.carry.parcel.FoundParcel;
import dev.ferry.delta.apply.ApplyLimits;
import dev.ferry.delta.apply.DeltaApplier;
import dev.ferry.delta.format.DeltaHeader;
import dev.ferry.delta.stream.BadDelta;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Folders;
import dev.ferry.store.LocalBlobStore;
import dev.ferry.store.Staging;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes blobs of the items of a parcel, in their order: a delta may stand on an item before it.
 * What cannot be made, for whatever reason, is absent afterwards.
 */
final class Arrivals {
  private static final int CHUNK = 1 << 18;

  private final Depot depot;
  private final LocalBlobStore store;
  private final FoundParcel parcel;
  private final Goods goods;
  private final Progress progress;

  /** Numbers of items that are all here but did not come out right. */
  private final Set<Integer> wrong = new LinkedHashSet<>();

  private final List<Text> reasons = new ArrayList<>();
  private final Set<Digest> came = new LinkedHashSet<>();
  private boolean lost;

  Arrivals(Depot depot, FoundParcel parcel, Goods goods, Progress progress) {
    this.depot = depot;
    this.store = depot.store();
    this.parcel = parcel;
    this.goods = goods;
    this.progress = progress;
  }

  /** Whether the depot has the blob of a number. */
  boolean has(int number) {
    return store.find(goods.blob(number).digest(), goods.blob(number).size()).isPresent();
  }

  /** Bytes that the store will grow by if everything comes out. */
  long need() {
    long bytes = 0;
    for (int i = 0; i < goods.items().size(); i++) {
      bytes += has(goods.number(i)) ? 0 : goods.items().get(i).blob().size();
    }
    return bytes;
  }

  /** Numbers of items that are here but did not come out. */
  Set<Integer> wrong() {
    return wrong;
  }

  /** Why they did not. */
  List<Text> reasons() {
    return reasons;
  }

  /** Whether slices of an item that was wanted are lost. */
  boolean isLost() {
    return lost;
  }

  /** The blobs that came. */
  Set<Digest> came() {
    return came;
  }

  void take() {
    long[] places = goods.places();
    Text what = Text.of("Importing parcel %d", "正在导入第 %d 号包裹", goods.number());
    try (Progress.Task task = progress.start(what, goods.payload())) {
      for (int i = 0; i < goods.items().size(); i++) {
        if (!has(goods.number(i))) {
          take(i, places[i], task);
        } else {
          task.advance(goods.items().get(i).length());
        }
      }
    }
  }

  private void take(int index, long place, Progress.Task task) {
    Item item = goods.items().get(index);
    try {
      switch (item.form()) {
        case WHOLE -> whole(item, place, task);
        case DELTA -> delta(item, place, task);
      }
    } catch (Lost gone) {
      lost = true;
    } catch (BadDelta | Unfit unfit) {
      wrong(index, Text.same(String.valueOf(unfit.getMessage())));
    } catch (FerryException failure) {
      // What the goods say is the exporter's mistake; what the disk says is ours, and ends it.
      if (failure.failure() == Failure.ENVIRONMENT || failure.failure() == Failure.INTERNAL) {
        throw failure;
      }
      wrong(index, failure.text());
    }
  }

  private void wrong(int index, Text why) {
    wrong.add(goods.number(index));
    reasons.add(Text.of("`%s`: %s", "`%s`：%s", goods.items().get(index).blob().shown(), why));
  }

  private void whole(Item item, long place, Progress.Task task) {
    Digest want = item.blob().digest();
    Optional<Staging> staging = store.stage(want);
    if (staging.isEmpty()) {
      return;
    }
    try (Staging arriving = staging.get()) {
      arriving.restart();
      try {
        read(place, item.length(), task, (chunk, count) -> arriving.append(chunk, 0, count));
      } catch (Lost gone) {
        arriving.restart();
        throw gone;
      }
      if (!arriving.digest().equals(want)) {
        arriving.restart();
        throw new Unfit("the parcel's own bytes are others than it says");
      }
      arriving.publish();
      came.add(want);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, store.path(want));
    }
  }

  /** Takes bytes as they come. */
  private interface Taker {
    void take(byte[] chunk, int count) throws IOException;
  }

  private void read(long place, long length, Progress.Task task, Taker to) throws IOException {
    try (InputStream bytes = lossless(() -> parcel.open(place, length))) {
      byte[] chunk = new byte[CHUNK];
      int count;
      while ((count = lossless(() -> bytes.read(chunk))) > 0) {
        to.take(chunk, count);
        task.advance(count);
      }
    }
  }

  /** Something that may meet lost slices. */
  private interface Reading<T> {
    T read() throws IOException;
  }

  /** What is lost is no error here: what is not lost is taken. */
  private static <T> T lossless(Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (FerryException failure) {
      throw failure.failure() == Failure.VERIFICATION ? new Lost() : failure;
    }
  }

  private void delta(Item item, long place, Progress.Task task) {
    if (!item.bases().stream().allMatch(this::has)) {
      task.advance(item.length());
      // The base is asked for; the delta waits in its part.
      return;
    }
    Path folder = depot.folder().resolve("partial");
    try {
      Path scratch = Files.createTempDirectory(folder, "apply-");
      try {
        Path file = scratch.resolve("delta");
        try (OutputStream out = Files.newOutputStream(file)) {
          read(place, item.length(), task, (chunk, count) -> out.write(chunk, 0, count));
        }
        apply(item, file, scratch);
      } finally {
        Folders.delete(scratch);
      }
    } catch (IOException failure) {
      throw DiskFailure.of(failure, folder);
    }
  }

  private void apply(Item item, Path delta, Path scratch) {
    DeltaHeader header = DeltaApplier.header(delta);
    if (!header.fresh().digest().equals(item.blob().digest())
        || header.fresh().size() != item.blob().size()) {
      throw new Unfit("its delta makes something else");
    }
    Digest old =
        item.bases().stream()
            .mapToObj(number -> goods.blob(number).digest())
            .filter(digest -> digest.equals(header.old().digest()))
            .findFirst()
            .orElseThrow(() -> new Unfit("its delta needs another base than it says"));
    if (old.equals(item.blob().digest())) {
      throw new Unfit("its delta stands on itself");
    }
    Path base = store.find(old).orElseThrow(() -> new Unfit("its base is gone"));
    Path fresh = scratch.resolve("made");
    try {
      ApplyLimits limits = ApplyLimits.exactly(scratch, item.blob().size());
      Text what = Text.of("Rebuilding `%s`", "重建 `%s`", item.blob().shown());
      DeltaApplier.apply(base, delta, fresh, limits, progress.called(what));
    } catch (FerryException failure) {
      if (failure.failure() == Failure.VERIFICATION && store.dropIfDamaged(old).isPresent()) {
        reasons.add(
            Text.of("`%s` of the depot was damaged, and is asked for", "仓库中的 `%s` 已损坏，将请求补送", old));
        return;
      }
      throw failure;
    }
    store.adopt(fresh, item.blob().digest());
    came.add(item.blob().digest());
  }

  /** Slices of an item that are not here and cannot be computed. */
  private static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Something that is here and is not what it should be. */
  private static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unfit(String message) {
      super(message);
    }
  }
}
