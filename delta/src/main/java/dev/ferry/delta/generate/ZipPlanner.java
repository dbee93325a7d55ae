package dev.ferry.delta.generate;

import dev.ferry.delta.bytes.ArrayBytes;
import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.container.CentralEntry;
import dev.ferry.delta.container.Little;
import dev.ferry.delta.container.ZipOutline;
import dev.ferry.delta.container.ZipOutline.Located;
import dev.ferry.delta.container.ZipValues;
import dev.ferry.delta.container.ZipValues.DescriptorForm;
import dev.ferry.delta.format.OldRef;
import dev.ferry.delta.format.Piece;
import dev.ferry.delta.format.ZipEntry;
import dev.ferry.delta.format.ZipEntry.Traits;
import dev.ferry.delta.generate.OldSide.Region;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Plans one zip. */
final class ZipPlanner {
  private static final long MOST_DIRECTORY = 128L << 20;

  private final Planner planner;
  private final Bytes zip;
  private final ZipOutline outline;
  private final Optional<OldZip> old;
  private final int depth;
  private final byte[] skeleton;
  private final Map<Located, Located> same = new HashMap<>();
  private final Map<Located, FreshEntry> changed = new HashMap<>();

  private ZipPlanner(
      Planner planner, Bytes zip, ZipOutline outline, Optional<OldZip> old, int depth) {
    this.planner = planner;
    this.zip = zip;
    this.outline = outline;
    this.old = old;
    this.depth = depth;
    this.skeleton = new byte[(int) (zip.size() - outline.directory())];
    zip.copy(outline.directory(), skeleton, 0, skeleton.length);
  }

  static Optional<Piece> findPlan(Planner planner, Bytes zip, Optional<Region> region, int depth)
      throws IOException {
    Optional<ZipOutline> outline = ZipOutline.find(zip);
    if (outline.isEmpty() || zip.size() - outline.get().directory() > MOST_DIRECTORY) {
      return Optional.empty();
    }
    Optional<OldZip> old = OldZip.find(planner.old(), region);
    return Optional.of(new ZipPlanner(planner, zip, outline.get(), old, depth).plan());
  }

  private Piece plan() throws IOException {
    int number = planner.pools().skeleton();
    List<Located> inOrder = outline.inFileOrder();
    open(inOrder);
    List<ZipEntry> entries = new ArrayList<>();
    long reached = 0;
    for (int i = 0; i < inOrder.size(); i++) {
      Located entry = inOrder.get(i);
      long next = i + 1 < inOrder.size() ? inOrder.get(i + 1).header() : outline.directory();
      DescriptorForm form = descriptor(entry, next);
      entries.add(entry(entry, form, zip.slice(reached, entry.header() - reached)));
      reached = entry.data() + entry.packed() + form.length();
    }
    Piece.Literal lastGap =
        planner.pools().literal(zip.slice(reached, outline.directory() - reached));
    boolean end = deriveEnd();
    planner.pools().skeleton(number, old.map(OldZip::skeleton), skeleton);
    return new Piece.Zip(number, entries, lastGap, end);
  }

  /** Opens what has changed, several entries at a time. */
  private void open(List<Located> inOrder) throws IOException {
    List<Located> opened = new ArrayList<>();
    for (Located entry : inOrder) {
      Optional<Located> found = old.flatMap(zipped -> zipped.findSame(entry, zip));
      if (found.isPresent()) {
        same.put(entry, found.get());
      } else {
        opened.add(entry);
      }
    }
    List<FreshEntry> contents =
        planner
            .workers()
            .each(opened, entry -> FreshEntry.open(zip, entry, planner.probe(), planner.scratch()));
    for (int i = 0; i < opened.size(); i++) {
      changed.put(opened.get(i), contents.get(i));
    }
  }

  private ZipEntry entry(Located entry, DescriptorForm form, Bytes before) throws IOException {
    Piece.Literal gap = planner.pools().literal(before);
    Traits traits = traits(entry, form);
    Bytes header = zip.slice(entry.header(), traits.header() ? 0 : entry.data() - entry.header());
    Piece.Literal literal = planner.pools().literal(header);
    Located twin = same.get(entry);
    Optional<Located> counterpart =
        twin != null ? Optional.of(twin) : old.flatMap(any -> any.findCounterpart(entry, zip));
    blank(entry, traits, counterpart);
    Piece data =
        twin != null
            ? planner.pools().range(old.orElseThrow().packed(twin))
            : changed(entry, counterpart);
    return new ZipEntry(entry.index(), traits, gap, literal, data);
  }

  private Piece changed(Located entry, Optional<Located> counterpart) throws IOException {
    FreshEntry fresh = Objects.requireNonNull(changed.get(entry));
    if (!fresh.anew() && fresh.how().isEmpty()) {
      Optional<OldRef> packed = counterpart.map(one -> old.orElseThrow().packed(one));
      return planner.leaf(fresh.content(), packed);
    }
    Optional<OldRef> content = counterpart.map(one -> old.orElseThrow().content(one));
    Optional<Piece> list = new FileListPlanner(this).findPlan(entry, content);
    Piece inner = list.isPresent() ? list.get() : planner.plan(fresh.content(), content, depth + 1);
    return fresh.how().isPresent() ? new Piece.Deflated(fresh.how().get(), inner, false) : inner;
  }

  Planner planner() {
    return planner;
  }

  Bytes zip() {
    return zip;
  }

  Optional<OldZip> old() {
    return old;
  }

  /** The entries that are made anew, with what they hold. */
  Map<Located, FreshEntry> changed() {
    return changed;
  }

  private Traits traits(Located entry, DescriptorForm form) {
    FreshEntry fresh = changed.get(entry);
    boolean anew = fresh != null && fresh.anew();
    boolean offset = entry.central().offset() == entry.header();
    byte[] header = bytes(entry.header(), entry.data() - entry.header());
    for (boolean sameExtra : new boolean[] {false, true}) {
      for (boolean zeroed : new boolean[] {false, true}) {
        if (Arrays.equals(header, derived(entry.central(), sameExtra, zeroed))) {
          return new Traits(true, sameExtra, zeroed, form, offset, anew);
        }
      }
    }
    return new Traits(false, false, false, form, offset, anew);
  }

  private byte[] derived(CentralEntry central, boolean sameExtra, boolean zeroed) {
    ZipValues values = zeroed ? new ZipValues(0, 0, 0) : ZipValues.of(central);
    byte[] extra = sameExtra ? central.extra(zip) : new byte[0];
    return values.localHeader(bytes(central.place(), CentralEntry.FIXED), central.name(zip), extra);
  }

  private DescriptorForm descriptor(Located entry, long next) {
    long at = entry.data() + entry.packed();
    ZipValues values = ZipValues.of(entry.central());
    if ((entry.central().flags() & 8) != 0) {
      for (DescriptorForm form :
          List.of(DescriptorForm.SIGNED, DescriptorForm.ZIP64, DescriptorForm.BARE)) {
        if (at + form.length() <= next
            && Arrays.equals(bytes(at, form.length()), values.descriptor(form))) {
          return form;
        }
      }
    }
    return DescriptorForm.NONE;
  }

  /** Puts what the old directory has where whoever applies the delta puts what is right. */
  private void blank(Located entry, Traits traits, Optional<Located> counterpart) {
    int at = (int) (entry.central().place() - outline.directory());
    if (traits.values()) {
      counterpart
          .map(one -> ZipValues.of(one.central()))
          .orElse(new ZipValues(0, 0, 0))
          .putInto(skeleton, at + CentralEntry.CRC);
    }
    if (traits.offset()) {
      long offset = counterpart.map(one -> one.central().offset()).orElse(0L);
      Little.putInt(skeleton, at + CentralEntry.OFFSET, offset);
    }
  }

  private boolean deriveEnd() {
    int at = (int) (outline.end() - outline.directory());
    if (at + 22 > skeleton.length) {
      return false;
    }
    Bytes own = ArrayBytes.of(skeleton);
    if (own.intAt(at + 12) != at || own.intAt(at + 16) != (int) outline.directory()) {
      return false;
    }
    byte[] instead = old.flatMap(OldZip::findEnd).orElse(new byte[8]);
    System.arraycopy(instead, 0, skeleton, at + 12, instead.length);
    return true;
  }

  private byte[] bytes(long at, long length) {
    byte[] bytes = new byte[Math.toIntExact(length)];
    zip.copy(at, bytes, 0, bytes.length);
    return bytes;
  }
}
