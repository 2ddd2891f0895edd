from django.urls import path

from organizations.views import blocs, imports, people, session, units

app_name = "organizations"
urlpatterns = [
    path("dang-nhap/", session.login, name="login"),
    path("dang-xuat/", session.logout, name="logout"),
    path("doi-mat-khau/", session.password_change, name="password_change"),
    path("don-vi/", units.organizations, name="organizations"),
    path("don-vi/so-do/", units.organization_tree, name="organization_tree"),
    path("don-vi/them/", units.organization_create, name="organization_create"),
    path("don-vi/nhap/", imports.organization_import, name="organization_import"),
    path("don-vi/nhap/mau/", imports.organization_import_template, name="organization_import_template"),
    path("don-vi/nhap/<int:pk>/", imports.organization_import_preview, name="organization_import_preview"),
    path("don-vi/<slug:code>/", units.organization, name="organization"),
    path("don-vi/<slug:code>/sua/", units.organization_edit, name="organization_edit"),
    path("don-vi/<slug:code>/ket-thuc/", units.organization_close, name="organization_close"),
    path("don-vi/<slug:code>/mo-lai/", units.organization_reopen, name="organization_reopen"),
    path("khoi-thi-dua/", blocs.blocs, name="blocs"),
    path("khoi-thi-dua/them/", blocs.bloc_create, name="bloc_create"),
    path("khoi-thi-dua/chep/", blocs.bloc_copy, name="bloc_copy"),
    path("khoi-thi-dua/<slug:code>/", blocs.bloc, name="bloc"),
    path("khoi-thi-dua/<slug:code>/sua/", blocs.bloc_edit, name="bloc_edit"),
    path("khoi-thi-dua/<slug:code>/thanh-vien/<int:year>/", blocs.bloc_members, name="bloc_members"),
    path("nguoi-dung/", people.people, name="people"),
    path("nguoi-dung/them/", people.person_create, name="person_create"),
    path("nguoi-dung/<str:username>/", people.person, name="person"),
    path("nguoi-dung/<str:username>/sua/", people.person_edit, name="person_edit"),
    path("nguoi-dung/<str:username>/vai-tro/", people.person_role, name="person_role"),
    path("nguoi-dung/<str:username>/vai-tro/<int:pk>/thoi/", people.person_role_end, name="person_role_end"),
    path("nguoi-dung/<str:username>/mat-khau/", people.person_password, name="person_password"),
    path("nguoi-dung/<str:username>/ngung/", people.person_deactivate, name="person_deactivate"),
    path("nguoi-dung/<str:username>/mo-lai/", people.person_reactivate, name="person_reactivate"),
]
