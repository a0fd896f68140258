import { begin, commit, redo, undo } from './history';

describe('a history of edits', () => {
  it('takes edits back and makes them again', () => {
    const edited = commit(commit(begin('a'), 'b'), 'c');
    expect(undo(edited).present).toBe('b');
    expect(undo(undo(edited)).present).toBe('a');
    expect(redo(undo(edited)).present).toBe('c');
  });

  it('takes what was typed into one field back together', () => {
    const typed = commit(commit(commit(begin(''), 'h', 'name'), 'he', 'name'), 'hey', 'name');
    expect(undo(typed).present).toBe('');
  });

  it('takes what was typed after a pause back by itself', () => {
    const begun = commit(commit(begin(''), 'h', 'name', 0), 'he', 'name', 1_000);
    const typed = commit(commit(begun, 'hey', 'name', 9_000), 'hey!', 'name', 9_500);
    expect(undo(typed).present).toBe('he');
    expect(undo(undo(typed)).present).toBe('');
  });

  it('begins a new step when an edit follows one that was taken back', () => {
    const again = commit(undo(commit(begin('a'), 'b', 'name')), 'c', 'name');
    expect(again.future).toEqual([]);
    expect(undo(again).present).toBe('a');
  });

  it('stays as it is at its ends', () => {
    const only = begin('a');
    expect(undo(only)).toBe(only);
    expect(redo(only)).toBe(only);
    expect(commit(only, 'a')).toBe(only);
  });
});
