"""What a model does, declared where it is written: processes on calendars of their own, and closings at month end."""

from __future__ import annotations

from collections.abc import Callable
from types import MethodType
from typing import Any, Generic, TypeVar, overload

from simulate.engine.clock import Proceeding
from simulate.vocabulary import Label

Returned = TypeVar("Returned", covariant=True)


class Activity(Generic[Returned]):
    """A method of a model with the label of what happens in it. On an instance it is the bound method."""

    def __init__(self, method: Callable[[Any], Returned], label: Label) -> None:
        self.method, self.label = method, label
        self.name = method.__name__
        self.__doc__ = method.__doc__

    @overload
    def __get__(self, model: None, owner: type) -> Activity[Returned]: ...

    @overload
    def __get__(self, model: object, owner: type) -> Callable[[], Returned]: ...

    def __get__(self, model: object | None, owner: type) -> Activity[Returned] | Callable[[], Returned]:
        return self if model is None else MethodType(self.method, model)

    def of(self, model: object) -> Callable[[], Returned]:
        """Bind the method to a model. As with any method, a subclass that overrides it has its own version called."""
        bound: Callable[[], Returned] = getattr(model, self.name)
        return bound


Process = Activity[Proceeding]
"""A generator that yields the events to wait for."""

Closing = Activity[None]
"""A method that is called at the end of each month, before the books close."""


def process(nl: str, en: str) -> Callable[[Callable[[Any], Proceeding]], Process]:
    """Declare a generator method a process, with what happens in it in Dutch and in English."""
    return lambda method: Activity(method, Label(nl, en))


def closing(nl: str, en: str) -> Callable[[Callable[[Any], None]], Closing]:
    """Declare a method a closing, with what it does at month end in Dutch and in English."""
    return lambda method: Activity(method, Label(nl, en))
