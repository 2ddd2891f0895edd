"""Rules of passwords whose words Django's Vietnamese catalogue lacks."""

from __future__ import annotations

from django.contrib.auth import password_validation


class MinimumLengthValidator(password_validation.MinimumLengthValidator):
    """As Django's, in Vietnamese."""

    def get_error_message(self) -> str:
        return f"Mật khẩu quá ngắn. Hãy đặt ít nhất {self.min_length} ký tự."

    def get_help_text(self) -> str:
        return f"Mật khẩu có ít nhất {self.min_length} ký tự."
