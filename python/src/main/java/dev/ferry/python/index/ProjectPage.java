package dev.ferry.python.index;

import dev.ferry.model.Text;
import dev.ferry.python.name.PackageName;
import java.util.List;

/**
 * The files of a project in the one source that serves it, with those of pages of links.
 *
 * @param name the project
 * @param files in the order of the page
 * @param sourcesAsked names of the sources that were asked, in order
 * @param notes what a person should know, for example that a lower source has the name too
 */
public record ProjectPage(
    PackageName name, List<IndexFile> files, List<String> sourcesAsked, List<Text> notes) {
  public ProjectPage {
    files = List.copyOf(files);
    sourcesAsked = List.copyOf(sourcesAsked);
    notes = List.copyOf(notes);
  }
}
