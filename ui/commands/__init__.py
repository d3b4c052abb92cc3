"""Everything the window can do, as data: the menus, the shortcuts and Ctrl K are made of it."""
